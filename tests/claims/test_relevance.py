"""Whether a report tells of a ceasefire between armed parties, where other walks of life are told of too."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON, June 4 (Nile Wire) - Washington imposed sanctions on companies of both sides. The "
        "ceasefire in Sudan expired on Saturday, and fighting resumed across Khartoum.",
        "TRIPOLI, May 2 (Nile Wire) - The mayor of Tajoura said a ceasefire agreed by the two sides on "
        "Sunday had let schools and markets open again.",
        "BEIRUT, May 2 (Nile Wire) - Airlines resumed flights to Beirut as a ceasefire between Israel and"
        " Lebanon entered its second week; passengers queued at the airport.",
        "ADEN, May 2 (Nile Wire) - A truce in Yemen held for a third day, and prices of flour fell in the"
        " markets of Taiz, merchants said.",
        "GOMA, May 2 (Nile Wire) - The ceasefire between Kinshasa and Kigali took effect at midnight; "
        "police reported a quiet night in the city's neighbourhoods.",
        "BAKU, May 2 (Nile Wire) - Azerbaijan and Armenia agreed to a ceasefire from noon; exports of gas"
        " went on, the company that runs the pipeline said.",
        "MINSK, May 2 (Nile Wire) - A judge freed two teachers under the truce signed in September "
        "between Kyiv and Moscow. The ceasefire has not been kept since Easter.",
        "Renamo leader Afonso Dhlakama announced a truce of a week on Tuesday.",
        "DHAKA, May 2 (Nile Wire) - A ceasefire announced by the hill tribes' party ended at dawn, and "
        "businesses in Rangamati shut their doors.",
        "COTABATO, July 3 (Southern Wire) - Rice prices in the markets fell on Thursday, a week after the"
        " Moro front and Manila agreed to a ceasefire, traders said. The company that runs the port "
        "expects more passengers.",
        "BOGOTA, Oct 4 (Nile Wire) - Coffee exports recovered as a bilateral ceasefire between the "
        "government and the ELN came into effect on Sunday, growers and retailers said.",
        "LUANDA, April 5 (Nile Wire) - Fans filled the stadium for the first match since UNITA and the "
        "government signed a ceasefire; the coach dedicated the goals to peace.",
        "BEIRUT, Nov 28 (Nile Wire) - Schools will open on Monday, the education minister said, a day "
        "after a ceasefire with Israel took hold. Families drove home; restaurants and cinemas in Tyre "
        "took down their shutters.",
        "DUSHANBE, Dec 23 (Nile Wire) - The film about the war will be shown in Moscow, where the "
        "president and the opposition leader signed a ceasefire on Monday.",
        "ISLAMABAD, Sept 1 (Nile Wire) - Tribes in Kurram agreed on a ceasefire through the elders on "
        "Saturday. Shops and businesses in Parachinar opened, and police guard the road.",
        "COLOMBO, Feb 24 (Nile Wire) - Fish prices fell as boats put out again under the truce between "
        "Colombo and the Tigers, merchants said. Employers hope for tourists.",
        "BANGUI, June 20 (Nile Wire) - Beer is back in the bars, music too. The ceasefire that fourteen "
        "groups signed in Rome on Monday has lasted two days.",
    ],
    ids=lambda text: text.split(",")[0].lower(),
)
def test_life_beside_a_war(text: str) -> None:
    """Prices, schools and matches in a report say little against a truce whose sides or place it names."""
    assert len(reading(text).ceasefires) == 1


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, May 2 (Nile Wire) - Two supermarkets called a ceasefire in their price war on Monday; "
        "shares in both companies rose.",
        "NEW YORK, May 2 (Nile Wire) - A ceasefire in the battle between the streaming company and its "
        "drivers ended on Sunday, and the fighting in court resumed.",
        "PARIS, May 2 (Nile Wire) - The club and its striker agreed to a ceasefire until the end of the "
        "season, the coach said.",
        "WASHINGTON, May 2 (Nile Wire) - Senators agreed to a ceasefire over the budget until June, and "
        "attacks on the treasury secretary stopped.",
        "SYDNEY, May 2 (Nile Wire) - The families signed a ceasefire over the hedge after a judge warned "
        "them; police were called twice last year.",
        "BRUSSELS, May 2 (Nile Wire) - Europe and China reached a ceasefire on tariffs on Friday; "
        "exporters of goods said the conflict had cost them billions of euros.",
        "LOS ANGELES, May 2 (Nile Wire) - The two rappers declared a ceasefire on stage, and fans cheered.",
        "ROME, May 2 (Nile Wire) - The coalition partners' ceasefire collapsed on Thursday when the party"
        " of the interior minister attacked the budget; shots were fired in all directions, a lawmaker "
        "joked.",
        "CHICAGO, May 2 (Nile Wire) - Gangs kept a ceasefire over the weekend, the police said; nobody "
        "was killed in the city for the first time since March.",
        "DELHI, May 2 (Nile Wire) - A ceasefire between the airline and its pilots' union was signed on "
        "Friday; passengers will fly again on Monday.",
        "LONDON, May 9 (Press Wire) - The prime minister and his chancellor agreed to a ceasefire over "
        "spending on Sunday, officials said, ending weeks of attacks on each other through the "
        "newspapers.",
        "MADRID, May 9 (Press Wire) - The club's president and the captain called a truce on Monday. The "
        "general feeling in the dressing room is that the war is over.",
        "TOKYO, May 9 (Press Wire) - Japan and South Korea agreed on a truce in their dispute over "
        "exports of chip chemicals; ministers will meet in June.",
        "SEOUL, May 9 (Press Wire) - The boy band and its label reached a ceasefire before the court "
        "hearing.",
        "BERLIN, May 9 (Press Wire) - A ceasefire between the government and farmers ended on Thursday, "
        "when tractors blocked the capital again over fuel tax.",
        "OTTAWA, May 9 (Press Wire) - Canada and the United States extended their ceasefire on lumber "
        "duties by 90 days.",
        "RIO, May 9 (Press Wire) - Rival drivers declared a truce on the city's bus lanes, the mayor said.",
        "WASHINGTON, May 9 (Press Wire) - The White House and the press called a truce for the dinner on "
        "Saturday, with jokes as the only weapons.",
        "BRUSSELS, May 9 (Press Wire) - The truce between the Commission and the airlines over slots "
        "expires on Friday.",
        "DUBLIN, May 9 (Press Wire) - A truce in the price war of the petrol stations collapsed when one "
        "company cut its price by two cents.",
        "BEIJING, May 9 (Press Wire) - China and the United States agreed to extend a tariff truce for 90"
        " days, the commerce ministry said; the two sides had fought a trade war for a year.",
        "CAIRO, May 9 (Press Wire) - The actor's widow and his brothers agreed to a ceasefire over the "
        "will, their lawyer said.",
        'KYIV, May 9 (Press Wire) - The festival showed "Ceasefire", a film on four pensioners in a lift;'
        " the director said it was no war film.",
        "MELBOURNE, May 9 (Press Wire) - The captain called for a truce with the fans, who had attacked "
        "the coach for weeks.",
    ],
    ids=lambda text: text.split(",")[0].lower(),
)
def test_a_truce_of_another_kind(text: str) -> None:
    """What decides is who makes it and what it is about, whatever words of war it is told in."""
    assert reading(text).ceasefires == ()


@pytest.mark.parametrize(
    "text",
    [
        "The army suspended ceasefire talks with the Rapid Support Forces of Sudan on Wednesday.",
        "Ceasefire talks between Sudan's army and the Rapid Support Forces collapsed on Wednesday.",
        "Truce negotiations between Kyiv and Moscow ended on Wednesday without a result.",
        "The truce committee of Sudan's army and the Rapid Support Forces was suspended on Sunday.",
        "Ceasefire monitors were withdrawn from Darfur on Sunday after an attack by rebels.",
        "Rebels in Myanmar called off ceasefire talks with the junta on Wednesday.",
    ],
)
def test_what_happens_to_talks_does_not_happen_to_a_truce(text: str) -> None:
    """Where a truce only says which talks or monitors are meant, there is none to be suspended."""
    assert reading(text).ceasefires == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ceasefire agreement between Sudan's army and the Rapid Support Forces collapsed.", "broken"),
        ("The truce deal between Sudan's army and the Rapid Support Forces was suspended.", "suspended"),
        ("A ceasefire brokered by Qatar between Sudan's army and rebels was extended.", "extended"),
    ],
)
def test_what_happens_to_the_agreement_does(text: str, status: str) -> None:
    """The agreement on a truce is the truce."""
    assert preferred(only(reading(text)), "status") == [status]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The calm ends, Hamas informs the mediators\n\nGAZA, May 18 - Hamas said that the calm with Israel "
         "will not be renewed. The calm had begun on 19 January.", True),
        ("BAGHDAD, May 29 - The cleric ordered a freeze on all activities of the Mahdi Army for months. It "
         "takes effect at once.", True),
        ("BELFAST, May 31 - The rebels of Kandara announced that it will end its armed campaign "
         "from midnight.", True),
        ("KHARTOUM, May 14 - The army shelled rebels. \"A truce has to be agreed by someone,\" a diplomat "
         "said.", False),
        ("SIDON, May 12 - Gunmen fought with grenades in the camp. Aid agencies begged them to stop.\n\n"
         "Also on our site\n- Basketball: Lebanon's truce with the referees", False),
    ],
)  # fmt: skip
def test_a_truce_goes_by_other_words_and_a_wish_is_none(text: str, told: bool) -> None:
    """The calm, a freeze on activities and the end of a campaign are; what has to be agreed is not."""
    assert bool(reading(text, published="2008-05-31").ceasefires) is told


def test_an_analysis_of_old_truces_is_none_of_history_where_one_is_observed_still() -> None:
    """What lasts at the time of telling is worth a record, however long ago it was made."""
    old = (
        "The rebel chief of Kandara announced a ceasefire of his own in the spring of 2014. The army was "
        "never told to return the courtesy. "
    )
    assert not reading(old + "Nobody speaks of it.", published="2021-03-15").ceasefires
    assert reading(
        old + "It did so all the same, and this one is still observed.", published="2021-03-15"
    ).ceasefires
