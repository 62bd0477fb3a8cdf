"""The patterns by which lines are known, where a list of words is not enough.

Patterns for wording are matched against lines in lower case, those for names and signs against lines as
they are. None has nested repetition over the same characters, so that matching is linear in the length of
the line.
"""

from __future__ import annotations

import re

STOP = re.compile(r"[.!?…。！？؟।]['\"”’»)\]」』]*(?:\s?\[\d+\])?$")
COUNT = re.compile(r"^\W*\d[\d,.]*[km]?\W*\s+(?=\D)|\s*\(?\d[\d,.]*[km]?\)?$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})*")
CAMEL = re.compile(r"[a-z][A-Z]")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
LINK_AT_END = re.compile(r"(?:\s+(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+$")
POST = re.compile(r"[—–-] .{2,60}\(@\w+\)")
FIELD = re.compile(
    r"(?P<byline>byline|author)|(?P<section>section)|(?P<dateline>dateline)|(?P<crawl_date>load-?date)"
    r"|(?P<caption>graphic)"
    r"|(?P<chrome>from|to|cc|subject|length|language|publication-type|document-type|journal-code|type"
    r"|reply-to|sent|acc-no)"
)
FIELD_LINE = re.compile(r"(?P<name>[a-z][a-z-]{1,16}): ?\S")
LISTED = re.compile(r"list \d{1,2} of \d{1,2}(?: items)?$|list of \d{1,2} items$")
PAGE_NUMBER = re.compile(
    r"(?:page|p\.?|photo|slide|image|-)? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4}| -)?$|/ ?\d{1,3}$"
)
PAGE_BREAK = re.compile(
    r"(?:document|article|item|story|record) \d{1,4} of \d{1,4}$|\d{1,4} of \d{1,4} documents?$|={10,}$"
)
NAME_IN_PLACE = re.compile(
    r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}(?:(?:,"
    r"| and) [A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3})* in [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?$"
)
URL = re.compile(r"(?:https?://|www\.)\S+|[\w.]+@[\w.]+")
CREDIT_SIGN = re.compile(r"©|\([cC]\) ?[A-Z]|(?i:photos?:|photo by|image:|picture:|credits?:)")
CREDIT_END = re.compile(
    r"\((?:ap|reuters|afp|epa|getty|photo|file|tass|ria|xinhua|[\w .'-]{3,40}/ ?[\w .'-]{2,40})[^()]{0,60}\)$"
    r"|[\w.]/ ?(?:ap|afp|reuters|epa|getty(?: images)?|tass|xinhua|via reuters|anadolu)(?: photo)?$"
    r"|\b(?:credit|photo|image|picture|photograph|file photo)s?: ?[^.:]{2,60}$|© ?[\w ./-]{2,60}$"
    r"|[.] (?:reuters|ap|afp|epa"
    r"|getty images|xinhua|tass)$",
    re.IGNORECASE,
)
IN_THIS_PHOTO = re.compile(
    r"(?:file\b.{0,4})?in (?:this|an?) (?:[a-z]+day,? )?(?:[a-z]{3,9}\.? \d{1,2},? )?(?:\d{4},? )?.{0,30}?"
    r"\b(?:photo|photograph|frame grab|frame from|handout|picture made|image made|image taken|photo taken)\b"
)
BIO = re.compile(
    r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}(?: \(@?\w+\))?"
    r" (?:is|was|has been|joined|covers|writes|reports|lives)\b.{0,90}?"
    r"\b(?:reporter|writer|editor|correspondent|journalist|columnist|contributor|professor|fellow|author|analyst"
    r"|researcher|lecturer|reporting|freelance)\b"
)
COUNTED = re.compile(r"\W*[^\W\d][\w’'-]{0,24}(?: [\w’'-]{1,24}){0,3} ?\(\d{1,3}(?:[.,]?\d{3})?\)$")
STOPS = re.compile(r"[.,;:!?…。，、؟।]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DAY_AT_END = re.compile(r"(?:\d{1,2},? (?:19|20)\d\d|\b[A-Z][a-z]{2,8}\.? (?:19|20)\d\d)[.)\s]*$")
PLAYER = re.compile(r"[\d:./% –-]+")
RULE = re.compile(r"[\W_]+")
CRUMBS = re.compile(
    r"home ?[/>»›|:]|(?:[^/>»›|]{1,30} [/>»›|] ){3}|(?:[^>»›]{1,40} [>»›] ){2}", re.IGNORECASE
)
PIECES = re.compile(r"\s*[·|•/>»›\[\]\t]+\s*|\s{2,}|: ")
LIST_OF = re.compile(
    r"(?:more (?:in|from|on|about)|most (?:read|popular|viewed|shared|watched|commented))\b.{0,30}$"
    r"|(?:topics?|news|articles?|stories|links|materials|subjects) (?:related|on the (?:topic|subject))$"
    r"|(?:top|latest|more|other|related|popular|recent|trending|similar|further|all)\b.{0,30}"
    r"\b(?:stories|news|headlines|articles|posts|videos|reads|coverage|links)$"
)
THANKS = re.compile(
    r".{3,300}\bcontribut(?:ed|ing)(?: to)?(?: this| the)? ?(?:report|story|article|reporting)", re.IGNORECASE
)
END_MARK = re.compile(
    r"(?:\s+|(?<=[.\"”]))(?:(?i:enditem|item ends|ends)|\(ends?\)|/ends?/|-ends?-|\[ends\]"
    r"|[A-Z]{2,4}/[A-Z]{2,4}(?:/[A-Z]{2,4})*|■|□|###|-30-)\.?$"
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:©|\(c\))?\W{0,3}(?:(?:19|20)\d\d|by\b)|rights reserved"
)
ITEM = re.compile(r"(?:[•·*▪●–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s*(?=\S)")
PART = re.compile(
    r"(?:preamble|preambular paragraphs|definitions|general provisions|final provisions|signatories"
    r"|annex(?:es)?|appendix)$|"
    r"(?:article|section|chapter|part|annex|chapitre|title|clause|paragraph) (?:\d+|[ivxlc]+|[a-z])\b[.:]?",
    re.IGNORECASE,
)
SLUG = re.compile(
    r"(?:[ap]m|bc|ap|us|intl|world)-[a-z][\w'-]*(?:[-,–_ ].{0,60})?$|.{0,60}\b(?:\d(?:st|nd|rd|th) ld\b"
    r"|writethru|lead-?all\b|sub[s]? graf)"
    r"|[a-z]?\d{3,4}\s+-{2,}|(?:zczc|nnnn)\b|-? ?30 ?-?$|\(?(?:ends?|more|urgent|bulletin|flash"
    r"|advisory)[)/:]?$|/?ends?/|eds:|editors:|\^.{0,90}\^?$|precede |end (?:of )?(?:text|document|item)",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"(?:\S+ ){1,6}(?:says|said|wrote|writes|replied|commented|responded) ?:$|.{0,60}in reply to|@\w+$",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:\W*\d[\d,.]*k? |\b(?:top|best|all|latest|most|view|show|see|read|reader|newest"
    r"|recent)\b.{0,12} )?(?:rated |new |more |liked )?"
    r"(?:(?<=\d )comments?\b.{0,60}$|comments?(?: closed)?|responses? to|replies|thoughts on"
    r"|reader comments|opinions)\b(?: \(?\d+\)?(?: closed)?| to .{0,200}| on .{0,200}| [“\"‘«].{0,200}"
    r"|\W*)$",
    re.IGNORECASE,
)
REACHED_AT = re.compile(
    r"\b(?:reached|contact(?:ed)?|write|follow|e-?mail(?:ed)?)\b.{0,60}?(?:[\w.]+@[\w.]+|@\w+)"
)
ADDRESS_BOOK = re.compile(r"\b(?:tel[.:]|fax|phone:|telephone|e-?mail)|\+\d[\d ()-]{8,}", re.IGNORECASE)
