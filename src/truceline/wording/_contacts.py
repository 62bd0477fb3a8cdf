"""Contacts in words: what kind it was, who took part, where."""

from __future__ import annotations

from truceline.model import Contact
from truceline.wording._words import Wording

__all__ = ["contact_kind", "say_contact"]

_KINDS = {"meeting": "meeting", "talks": "talks", "call": "call", "visit": "visit", "contact": "contact"}


def contact_kind(contact: Contact) -> str:
    """`meeting`, `talks, round 2`."""
    told = _KINDS[contact.kind]
    return f"{told}, round {contact.round}" if contact.round is not None else told


def say_contact(contact: Contact, wording: Wording) -> str:
    """`talks, round 2: Armenia and Azerbaijan; Hotel Terbish in Geneva`."""
    who = wording.names(contact.participants) if contact.participants else ""
    told = "; ".join(part for part in (who, contact.venue) if part)
    return f"{contact_kind(contact)}{f': {told}' if told else ''}"
