"""Who is named in a report, on many conflicts and in many kinds of text."""

from __future__ import annotations

import pytest

from truceline.actors import Cast, find
from truceline.language import parse, parse_text
from truceline.model import Article, Segment, Source


def cast_of(text: str) -> Cast:
    return find(parse_text(text))


def said(cast: Cast, words: str) -> str:
    """The actor of the mention that reads exactly so."""
    return next(mention.actor for mention in cast.mentions if mention.text == words)


def named(
    cast: Cast, *, kinds: tuple[str, ...] = ("name", "unknown_group", "collective", "metonym")
) -> set[str]:
    return {mention.actor for mention in cast.mentions if mention.kind in kinds}


REPORTS = {
    "sudan": (
        "KHARTOUM (Nile Relay) - Sudan's army and the paramilitary Rapid Support Forces (RSF) "
        "accepted a week's "
        "pause on Saturday, Saudi Arabia and the United States announced together. The RSF of "
        "General Mohamed Hamdan "
        "Dagalo, known as Hemedti, promised to keep to it.",
        {
            "sudanese-armed-forces",
            "rapid-support-forces",
            "saudi-arabia",
            "united-states",
            "mohamed-hamdan-dagalo",
        },
    ),
    "sri lanka": (
        "Norway's envoy Erik Solheim said in Oslo that Colombo and the Liberation Tigers of Tamil "
        "Eelam (LTTE) would "
        "both stop firing at midnight.",
        {"erik-solheim", "sri-lanka", "ltte"},
    ),
    "mindanao": (
        "The Moro Islamic Liberation Front and the Philippine government will extend their truce, MILF chief "
        "negotiator Mohagher Iqbal said after talks in Kuala Lumpur with Malaysian officials.",
        {"milf", "government-of-philippines", "mohagher-iqbal"},
    ),
    "colombia": (
        "Bogota and the National Liberation Army (ELN) will begin a six-month ceasefire in August, President "
        "Gustavo Petro said in Havana beside ELN commander Antonio Garcia.",
        {"colombia", "eln", "gustavo-petro", "antonio-garcia"},
    ),
    "bosnia": (
        "UNPROFOR said that the Bosnian Serbs and Bosnia's government had signed a four-month cessation of "
        "hostilities brokered by former U.S. president Jimmy Carter.",
        {"unprofor", "republika-srpska", "government-of-bosnia-and-herzegovina", "jimmy-carter"},
    ),
    "karabakh": (
        "Yerevan and Baku accused each other of shelling after the truce that Sergey Lavrov brokered "
        "in Moscow. "
        "The OSCE Minsk Group urged both to stop.",
        {"armenia", "azerbaijan", "sergey-lavrov", "osce-minsk-group"},
    ),
    "aceh": (
        "Jakarta and the Free Aceh Movement (GAM) initialled a pact mediated by Finland's former "
        "president Martti "
        "Ahtisaari. GAM fighters are to hand in 840 weapons.",
        {"indonesia", "gam", "martti-ahtisaari"},
    ),
    "mozambique": (
        "Renamo leader Afonso Dhlakama announced a sixty-day truce after a telephone call with "
        "President Filipe "
        "Nyusi. Frelimo welcomed it.",
        {"afonso-dhlakama", "filipe-nyusi", "frelimo"},
    ),
    "northern ireland": (
        "The Irish Republican Army announced a complete cessation; Gerry Adams of Sinn Fein called "
        "on London to "
        "respond, and Downing Street said it would study the words.",
        {"ira", "gerry-adams", "sinn-fein", "united-kingdom"},
    ),
    "congo": (
        "The M23 and Kinshasa signed a declaration in Doha, Qatar's foreign ministry said. Kigali "
        "denies backing "
        "the March 23 Movement.",
        {"m23", "congo", "rwanda", "foreign-ministry-of-qatar"},
    ),
    "myanmar": (
        "The Three Brotherhood Alliance - the Arakan Army, the MNDAA and the TNLA - agreed with the "
        "Tatmadaw to stop "
        "fighting along the border after talks in Kunming, Beijing said.",
        {"three-brotherhood-alliance", "arakan-army", "mndaa", "tnla", "tatmadaw", "china"},
    ),
    "yemen": (
        "Ansar Allah and Yemen's internationally recognised government will extend the truce, U.N. "
        "special envoy Hans "
        "Grundberg said. The Saudi-led coalition had halted its air raids.",
        {"houthis", "government-of-yemen", "hans-grundberg", "saudi-led-coalition"},
    ),
    "ethiopia": (
        "Addis Ababa and the Tigray People's Liberation Front (TPLF) agreed in Pretoria to silence "
        "the guns, the African "
        "Union's Olusegun Obasanjo said.",
        {"ethiopia", "tplf", "olusegun-obasanjo"},
    ),
    "burundi": (
        "Agathon Rwasa's National Forces of Liberation (FNL) stopped shelling Bujumbura under the "
        "accord with the "
        "government of Burundi, South African facilitator Charles Nqakula said.",
        {"fnl", "government-of-burundi", "charles-nqakula", "agathon-rwasa"},
    ),
    "tajikistan": (
        "The United Tajik Opposition and President Emomali Rahmonov's government traded prisoners, "
        "U.N. observers "
        "said in Dushanbe.",
        {"united-tajik-opposition", "emomali-rahmon"},
    ),
    "gaza": (
        "Hamas and Palestinian Islamic Jihad said the pause with Israel would start at 7 a.m.; "
        "Qatar's spokesman Majed "
        "al-Ansari gave the hour. The Israeli army said its troops would stay.",
        {"hamas", "palestinian-islamic-jihad", "israel", "majed-al-ansari", "israel-defense-forces"},
    ),
}


@pytest.mark.parametrize("conflict", REPORTS)
def test_those_who_are_named_are_found(conflict: str) -> None:
    """Parties, mediators and speakers come out as actors, by whatever name they go."""
    text, expected = REPORTS[conflict]
    found = {mention.actor for mention in cast_of(text).mentions}
    assert expected <= found, expected - found


def test_a_capital_that_is_no_more_than_a_place_is_marked_as_one() -> None:
    """ "in Doha" and a dateline name places; "Doha said" names a government."""
    cast = cast_of(
        "DOHA, May 3 (Gulf Relay) - Envoys met in Cairo on Tuesday. Doha said that talks would go on."
    )
    kinds = [(mention.text, mention.kind) for mention in cast.mentions if mention.actor in ("qatar", "egypt")]
    assert kinds == [("DOHA", "place"), ("Cairo", "place"), ("Doha", "metonym")]


def test_a_group_that_no_list_holds_is_found_with_the_short_name_that_the_text_gives() -> None:
    cast = cast_of(
        "The Zandu Hills Liberation Front (ZHLF) rejected the truce. A ZHLF commander said it had "
        "not been asked. "
        "The Borru rebels in the east have not answered either."
    )
    assert said(cast, "ZHLF") == "zandu-hills-liberation-front"
    assert cast.actors["zandu-hills-liberation-front"].kind == "armed_group"
    assert cast.actors["zandu-hills-liberation-front"].aliases[0].name == "ZHLF"
    assert said(cast, "Borru rebels") == "borru-rebels"


def test_the_text_decides_what_its_acronym_means() -> None:
    """An acronym that the lists know is what the text says it is, where the text spells it out."""
    cast = cast_of(
        "The River Salvation Front (RSF) of Montaria denied the report. The RSF said nothing more."
    )
    assert said(cast, "RSF") == "river-salvation-front"


def test_a_short_acronym_of_a_group_from_elsewhere_is_left_alone() -> None:
    """SLA is a group of Sudan, or of Lebanon: not in a text on Peru."""
    cast = cast_of("Peru's army said that the SLA contract for radios was signed in Lima on Monday.")
    assert not {"slm-a", "south-lebanon-army"} & set(cast.actors)


def test_one_acronym_means_the_group_at_home_in_the_text() -> None:
    first = cast_of("The SLA shelled villages in south Lebanon before Israel and Hezbollah stopped firing.")
    second = cast_of("The SLA and the JEM asked Sudan's government in Darfur for a truce.")
    assert said(first, "SLA") == "south-lebanon-army"
    assert said(second, "SLA") == "slm-a"


def test_army_and_government_are_told_from_the_state_and_lead_back_to_it() -> None:
    cast = cast_of("Armenia protested. The government of Armenia met, and Armenian forces fired back.")
    assert said(cast, "Armenia") == "armenia"
    assert cast.actors["government-of-armenia"].of == "armenia"
    assert cast.actors["armed-forces-of-armenia"].of == "armenia"


def test_an_office_takes_the_name_beside_it() -> None:
    """ "Kremlin spokesman X" and "X, leader of Y" are one person, who acts for the state or group."""
    cast = cast_of(
        "Kremlin spokesman Pavel Orlenko spoke first. Tariq Munzir, leader of the Popular Reform "
        "Front, answered. The "
        "Popular Reform Front has fought since 2011."
    )
    assert said(cast, "Kremlin spokesman Pavel Orlenko") == "pavel-orlenko"
    assert cast.actors["pavel-orlenko"].of == "russia"
    assert cast.actors["tariq-munzir"].of == "popular-reform-front"


def test_an_office_of_several_states_is_all_of_them() -> None:
    cast = cast_of(
        "The presidents of Kenya and Uganda will meet the Ghanaian and Togolese foreign ministers."
    )
    lists = [cast.members[mention.actor] for mention in cast.mentions if mention.kind == "list"]
    assert lists == [
        ("president-of-kenya", "president-of-uganda"),
        ("foreign-minister-of-ghana", "foreign-minister-of-togo"),
    ]


def test_a_surname_alone_is_the_person_introduced_anywhere_in_the_text() -> None:
    """Headlines come before the introduction."""
    cast = cast_of("Okonjo rules out talks\n\nGeneral Samuel Okonjo told reporters that talks were over.")
    assert said(cast, "Okonjo") == "samuel-okonjo"


def test_text_in_capitals_is_read_like_any_other() -> None:
    cast = cast_of(
        "COLOMBO, DEC 24 (LANKA REGISTER) - SRI LANKA'S GOVERNMENT AND THE TAMIL TIGERS WILL STOP "
        "FIRING AT MIDNIGHT, "
        'NORWEGIAN ENVOY ERIK SOLHEIM SAID.\n"IT IS UP TO US," SOLHEIM SAID. THE US GOVERNMENT WELCOMED IT.'
    )
    assert {"government-of-sri-lanka", "ltte", "erik-solheim", "government-of-united-states"} <= set(
        cast.actors
    )
    assert [mention.text for mention in cast.mentions if mention.actor == "united-states"] == []
    assert said(cast, "SOLHEIM") == "erik-solheim"


def test_tokenised_text_is_read_like_any_other() -> None:
    cast = cast_of(
        "The Philippine government and the communist New People 's Army ( NPA ) declared a truce , "
        "President Gloria "
        "Macapagal Arroyo 's spokesman Ignacio Bunye said . U.N . Secretary - General Kofi Annan "
        "welcomed it ."
    )
    assert {
        "government-of-philippines",
        "cpp-npa",
        "gloria-macapagal-arroyo",
        "ignacio-bunye",
        "kofi-annan",
    } <= set(cast.actors)


def test_names_whose_words_a_translation_turned_round_are_known() -> None:
    cast = cast_of("The Armed Forces Revolutionary of Colombia and the Nations United signed in Havana.")
    assert {"farc", "united-nations"} <= set(cast.actors)


@pytest.mark.parametrize(
    "text",
    [
        "The front page said that turkey prices rose and that the army of shoppers may march in May.",
        "Is it who we are? It is up to us, as the saying goes, and a car will do.",
        "The party went on until the union of the two families was announced.",
    ],
)
def test_ordinary_words_are_no_actors(text: str) -> None:
    assert cast_of(text).mentions == ()


@pytest.mark.parametrize(
    "text",
    [
        "The guns of both sides stopped at 6 p.m. Moscow time on Friday.",
        "The pause begins at midnight (Damascus time).",
        "Firing is to stop at 1800 hours, Sarajevo local time.",
        "It expired at 05.00 Islamabad standard time.",
    ],
)
def test_a_capital_that_names_a_clock_is_no_actor(text: str) -> None:
    assert not {m.text for m in cast_of(text).mentions} & {"Moscow", "Damascus", "Sarajevo", "Islamabad"}


def test_a_capital_before_time_that_is_no_clock_is_one() -> None:
    assert "Moscow" in {m.text for m in cast_of("The rebels gave Moscow time to withdraw its guns.").mentions}


def test_mentions_are_in_order_apart_and_read_from_the_text() -> None:
    for text, _ in REPORTS.values():
        cast = cast_of(text)
        ends = 0
        for mention in cast.mentions:
            assert mention.start >= ends
            assert text[mention.start : mention.end] == mention.text
            assert mention.actor in cast.actors
            assert mention.why
            ends = mention.end


def test_within_gives_the_mentions_that_lie_in_a_stretch() -> None:
    text = "Chad thanked Libya and Sudan."
    cast = cast_of(text)
    start = text.index("Libya")
    assert [mention.actor for mention in cast.within(start, len(text))] == ["libya", "sudan"]
    assert cast.within(start + 1, start + 4) == ()


def test_an_agency_in_a_dateline_is_an_outlet_whether_known_or_not() -> None:
    cast = cast_of(
        "GOMA, Jan 5 (Ridge Dispatch) - Guns fell silent.\n\nMOSCOW, May 3. /TASS/. Talks were held."
    )
    assert cast.actors[said(cast, "Ridge Dispatch")].kind == "outlet"
    assert said(cast, "TASS") == "tass"


def test_a_dateline_of_its_own_and_a_byline_name_outlets() -> None:
    """Where the dateline is set apart it is not parsed, and still names who reports."""
    text = "GOMA, Jan 5 (Ridge Dispatch) -\nBy Ann Lee, Reuters\nGuns fell silent."
    cut = [text.index("\n"), text.rindex("\n")]
    article = Article(
        id="a",
        source=Source(uri="a", sha256=""),
        text=text,
        segments=(
            Segment(start=0, end=cut[0], role="dateline"),
            Segment(start=cut[0] + 1, end=cut[1], role="byline"),
            Segment(start=cut[1] + 1, end=len(text), role="body"),
        ),
    )
    cast = find(next(parse([article])))
    outlets = [cast.actors[mention.actor].name for mention in cast.mentions if mention.kind == "outlet"]
    assert outlets == ["Ridge Dispatch", "Reuters"]


def test_what_the_text_calls_the_army_or_the_rebels_is_known_by_the_rest_of_it() -> None:
    cast = cast_of(
        "Liberia's government and the LURD signed in Accra. The rebels had shelled Monrovia for "
        "weeks, and the army "
        "had fled."
    )
    assert said(cast, "rebels") == "lurd"
    assert said(cast, "army") == "armed-forces-of-liberia"


@pytest.mark.parametrize("broker", ["China-brokered", "Chinese-mediated", "China-sponsored"])
def test_the_army_is_not_that_of_a_broker(broker: str) -> None:
    """Who only brought a truce about is not where it is fought."""
    cast = cast_of(f"The {broker} truce between the army and the rebels of Myanmar began on Friday.")
    assert said(cast, "army") == "tatmadaw"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("American commanders", "Commanders of the United States"),
        ("Russian generals", "Commanders of Russia"),
    ],
)
def test_several_officers_are_no_leader_of_their_state(words: str, name: str) -> None:
    """They keep the name of what they are, in the plural."""
    cast = cast_of(f"{words} met in Geneva on Friday.")
    assert cast.actors[said(cast, words)].name == name


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Rebels in Indonesia fled, and the military said so.", "military", "armed-forces-of-indonesia"),
        ("Niger voted. The military, which rules it, was silent.", "military", "armed-forces-of-niger"),
        ("The military council of Niger met on Friday.", "military council of Niger", "government-of-niger"),
    ],
)
def test_the_military_is_the_army_of_the_state(text: str, words: str, actor: str) -> None:
    """Alone it is a noun; before another one it tells of what kind that is."""
    assert said(cast_of(text), words) == actor


@pytest.mark.parametrize(
    "text",
    [
        "The halt is to let aid in, Saudi Arabia and the United States said, as strikes went on.",
        "“The truce will hold,” said Saudi Arabia and the United States.",
        "The truce will hold, Saudi Arabia and the United States announced.",
    ],
)
def test_two_who_speak_with_one_verb_speak_together(text: str) -> None:
    """Before the verb or behind it; a preposition before a comma makes no place of a name."""
    cast = cast_of(text)
    start, end = text.index("Saudi"), text.index("States") + len("States")
    found = cast.who(start, end)
    assert found is not None
    assert found.actor == "saudi-arabia-and-united-states"
