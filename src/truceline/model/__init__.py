"""The types that every room shares: plain, immutable, validated, and readable as JSON without loss.

Nothing here reads or decides anything. `dump` and `load` turn any of these into JSON and back; `schema` gives
the JSON Schema that is kept in `docs/schema/`.
"""

from truceline.model.actor import Actor, ActorKind, Alias
from truceline.model.anomaly import Anomaly, AnomalyKind
from truceline.model.article import Article, Metadatum, Role, Segment, Source
from truceline.model.contact import Contact, ContactKind
from truceline.model.length import length_parts, months_on
from truceline.model.reading import Failure, Reading, dump, load, schema
from truceline.model.record import (
    Ceasefire,
    Claim,
    Finding,
    FindingState,
    Link,
    Review,
    Stance,
    TimelineEntry,
    Value,
)
from truceline.model.spans import Evidence, Span
from truceline.model.statement import Act, Cue, Mode, Speaker, Statement, StatementGroup, VerbClass
from truceline.model.terms import (
    ActorSet,
    Area,
    Condition,
    Control,
    DatedBy,
    Designation,
    Exempt,
    Instrument,
    Period,
    Renewal,
    Rule,
    Step,
    Terms,
    Verdict,
    VerdictKind,
    ViolationClaim,
)
from truceline.model.when import (
    Basis,
    Bound,
    Constraint,
    EventKind,
    Precision,
    TimeExpression,
    TimexType,
    When,
)

__all__ = [
    "Act", "Actor", "ActorKind", "ActorSet", "Alias", "Anomaly", "AnomalyKind", "Area", "Article", "Basis",
    "Bound", "Ceasefire", "Claim", "Condition", "Constraint", "Contact",
    "ContactKind", "Control", "Cue", "DatedBy", "Designation",
    "EventKind", "Evidence", "Exempt", "Failure", "Finding", "FindingState", "Instrument", "Link",
    "Metadatum", "Mode", "Period", "Precision", "Reading", "Renewal", "Review", "Role", "Rule", "Segment",
    "Source", "Span", "Speaker", "Stance", "Statement", "StatementGroup", "Step", "Terms", "TimeExpression",
    "TimelineEntry", "TimexType", "Value", "VerbClass", "Verdict", "VerdictKind", "ViolationClaim", "When",
    "dump", "length_parts", "load", "months_on", "schema",
]  # fmt: skip
