"""Who is asking.

Where the app listens to this machine alone, whoever sits at it may do everything, under the name given when
it was started. Where it is served with accounts, a visitor is a user who has logged in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from fastapi import Request

from truceline.casebook import Role

__all__ = ["NOBODY", "ROLES", "Visitor", "visitor_of"]

ROLES: tuple[Role, ...] = get_args(Role)
"""What a user may be; each may do what those before it may."""


@dataclass(frozen=True)
class Visitor:
    """Who asks, as what ("" for somebody who is not known), and the secret that their forms bring back."""

    name: str
    role: Role | str
    guard: str = ""

    def may(self, role: Role) -> bool:
        """Whether this visitor may do what `role` may."""
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


NOBODY = Visitor("", "")


def visitor_of(request: Request) -> Visitor:
    """Who asks, as far as that has been found out."""
    known: Visitor = getattr(request.state, "visitor", NOBODY)
    return known
