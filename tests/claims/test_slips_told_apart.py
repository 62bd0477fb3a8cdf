"""Slips of a report in its counts, lengths and the order of its days; and what looks like one and is none."""

from __future__ import annotations

import pytest

from claims.told import reading


def slips(text: str, published: str) -> set[str]:
    [article] = reading(text, published=published).articles
    return {a.kind for a in article.anomalies}


@pytest.mark.parametrize(
    ("published", "text", "kind"),
    [
        (
            "2014-05-20",
            "The KNU, the CNF and the ALP signed the truce with the army. The five "
            "groups promised to keep it.",
            "count_conflict",
        ),
        (
            "2003-07-19",
            "The ceasefire does not cover two groups, the Abu Sayyaf, the Pentagon "
            "gang and Jemaah Islamiyah.",
            "count_conflict",
        ),
        (
            "2016-04-20",
            "The truce in Syria leaves out three groups: Islamic State and Jabhat al-Nusra.",
            "count_conflict",
        ),
        (
            "2014-08-14",
            "Gaza truce extended by five days\n\nIsrael and Hamas agreed on "
            "Wednesday to extend their ceasefire "
            "for 72 hours, officials in Cairo said.",
            "headline_conflict",
        ),
        (
            "2011-03-02",
            "Coast rebels give truce three more months\n\nThe army of Sudan and "
            "the rebels agreed on Tuesday to "
            "renew their truce for two months.",
            "headline_conflict",
        ),
        (
            "2000-05-12",
            "The ceasefire in Aceh comes into effect on June 2 and runs for three months, until August 2.",
            "duration_mismatch",
        ),
        (
            "2016-06-17",
            "The truce between the army and the rebels began on 12 May and ended on 8 May.",
            "order",
        ),
        (
            "2016-06-17",
            "The ceasefire in Kashmir, in force from 17 May and announced by the "
            "ministry on 26 May, is over.",
            "order",
        ),
        (
            "2015-02-10",
            "The ceasefire in Donbas starts on the 15th of February, a Saturday.",
            "weekday_mismatch",
        ),
        (
            "1989-09-22",
            "The ceasefire in Lebanon begins at noon on Saturday local time (ten o'clock Greenwich).",
            "zone_mismatch",
        ),
    ],
)
def test_a_slip_is_found(published: str, text: str, kind: str) -> None:
    """Each is one that a careful reader would mark."""
    assert kind in slips(text, published)


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (
            "2017-09-05",
            "The three-month ceasefire between Colombia and the ELN runs from 1 October to 9 January 2018.",
        ),
        ("2005-09-01", "The rebels in Darfur declared a three-month truce from 3 September to 3 December."),
        (
            "2014-05-20",
            "The MNLA, the HCUA and the MAA signed a ceasefire. The two sides will meet in Kidal.",
        ),
        (
            "2014-05-20",
            "The KNU, the CNF and the ALP signed a ceasefire with the army. Two groups stayed away.",
        ),
        (
            "2018-04-02",
            "The truce of the army and the rebels, which was to end on 10 April, was extended by two weeks, "
            "until 24 April.",
        ),
        ("2014-05-20", "The ceasefire was signed by two groups, the SLA and the JEM, Chad the witness."),
        (
            "1995-02-14",
            "On Jan. 31 both governments told the four guarantors, Argentina, "
            "Brazil, Chile and the United States, that they accepted a ceasefire.",
        ),
        (
            "2016-06-17",
            "The ceasefire in Kashmir has been in force since June 1. On June 6 its end was announced.",
        ),
    ],
)
def test_what_is_no_slip_is_not_marked(published: str, text: str) -> None:
    """A false alarm costs a reader as much as a slip."""
    assert slips(text, published) == set()


def test_the_text_goes_before_its_headline() -> None:
    """Where the headline has another end than the text, the end of the text stands in the record."""
    text = (
        "Sudan ceasefire extended to February 28\n\nThe ceasefire between the "
        "army and the rebels in Sudan will "
        "continue in effect until February 18, the mediators said on Sunday."
    )
    [record] = reading(text, published="2025-01-27").ceasefires
    assert [getattr(f.value, "edtf", None) for f in record.fields["ends"] if f.preferred] == ["2025-02-18"]
