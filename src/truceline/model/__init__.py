"""The types that every room shares: plain, immutable, validated, and readable as JSON without loss.

Nothing here reads or decides anything. `dump` and `load` turn any of these into JSON and back; `schema` gives
the JSON Schema that is kept in `docs/schema/`.
"""

from truceline.model.actor import Actor, ActorKind, Alias
from truceline.model.anomaly import Anomaly, AnomalyKind
from truceline.model.article import Article, Metadatum, Role, Segment, Source
from truceline.model.reading import Failure, Reading, dump, load, schema
from truceline.model.record import (
    Ceasefire,
    Claim,
    Finding,
    FindingState,
    Link,
    Review,
    Rule,
    Stance,
    TimelineEntry,
    Value,
)
from truceline.model.spans import Evidence, Span
from truceline.model.statement import Act, Cue, Mode, Speaker, Statement, StatementGroup, VerbClass
from truceline.model.when import Basis, Precision, TimeExpression, TimexType, When

__all__ = [
    "Act", "Actor", "ActorKind", "Alias", "Anomaly", "AnomalyKind", "Article", "Basis", "Ceasefire", "Claim",
    "Cue", "Evidence", "Failure", "Finding", "FindingState", "Link", "Metadatum", "Mode", "Precision",
    "Reading", "Review", "Role", "Rule", "Segment", "Source", "Span", "Speaker", "Stance", "Statement",
    "StatementGroup", "TimeExpression", "TimelineEntry", "TimexType", "Value", "VerbClass", "When", "dump",
    "load", "schema",
]  # fmt: skip
