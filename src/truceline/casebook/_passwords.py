"""Passwords, kept as what cannot be turned back into them."""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from truceline.errors import UsageError

__all__ = ["check_new", "hashed", "is_right", "is_weak"]

SHORTEST, LONGEST = 12, 256
"""Characters of a password. NIST SP 800-63B asks for a length, and for no rules on what it is made of."""

# argon2id with the parameters of RFC 9106 for machines of little memory: 64 MiB for each password that is
# tried, and so one at a time.
_HASHER = PasswordHasher()
_ONE_AT_A_TIME = threading.Lock()


def check_new(name: str, password: str) -> None:
    """See that a password can be taken.

    Raises:
        UsageError: it is too short, too long, or the user's name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        what = f"a password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}"
        raise UsageError(what, cure="choose another, a few words for instance")
    if password.strip().casefold() == name.strip().casefold() or len(set(password)) < 4:
        raise UsageError(
            "this password is too easy to guess", cure="choose another, a few words for instance"
        )


def hashed(password: str) -> str:
    """A password as it is kept: with a salt of its own and the parameters that it was hashed with."""
    with _ONE_AT_A_TIME:
        return _HASHER.hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one that is kept; it takes as long where none is kept."""
    with _ONE_AT_A_TIME:
        try:
            return _HASHER.verify(kept or _nobody(), password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_weak(kept: str) -> bool:
    """Whether a password was hashed with other parameters than those of today."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")
