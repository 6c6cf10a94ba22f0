"""Words of organisations' names: what is written short and in full, what only says of which kind one is, and what tells who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from maillon.graph.name_matching import matching_key


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHORT: dict[str, str] = {
    **dict.fromkeys(("centre", "centres", "centers", "ctr", "ctre", "cntr", "cte", "cent", "centr"), "center"),
    **dict.fromkeys(("hosp", "hop", "hopital", "hopitaux", "hospitals", "hosptal", "hospit"), "hospital"),
    **dict.fromkeys(("hospitaliers", "hospitaliere", "hospitalieres"), "hospitalier"),
    **dict.fromkeys(("clin", "clinic", "clinics", "cliniques", "cl"), "clinique"),
    **dict.fromkeys(("polyclin", "policlinique", "polycliniq"), "polyclinique"),
    **dict.fromkeys(("saint", "sainte", "ste", "saints"), "st"),
    **dict.fromkeys(("med", "medicale", "medicaux"), "medical"),
    **dict.fromkeys(("univ", "universitaire", "universitaires", "universite"), "university"),
    **dict.fromkeys(("reg", "rgnl", "rgl", "regionale", "regionaux"), "regional"),
    **dict.fromkeys(("mem", "meml", "mml"), "memorial"),
    **dict.fromkeys(("comm", "cmty", "commun"), "community"),
    **dict.fromkeys(("gen", "genl", "generale", "generaux"), "general"),
    **dict.fromkeys(("svc", "svcs", "service", "serv", "servs"), "services"),
    **dict.fromkeys(("assoc", "assocs", "associate", "association", "associations", "asso", "ass"), "associates"),
    **dict.fromkeys(("grp", "groupe", "groupes", "groups"), "group"),
    **dict.fromkeys(("sys", "system"), "systems"),
    **dict.fromkeys(("assurance", "assur"), "assurances"),
    **dict.fromkeys(("mutuelles", "mut"), "mutuelle"),
    **dict.fromkeys(("psy", "psychiatrique", "psychiatriques", "psychiatry"), "psychiatric"),
    **dict.fromkeys(("rehab", "rehabilitation"), "rehab"),
    **dict.fromkeys(("reeducation", "reed"), "reeducation"),
    **dict.fromkeys(("readaptation", "readapt"), "readaptation"),
    **dict.fromkeys(("labo", "laboratoire", "laboratoires", "laboratory", "laboratories"), "lab"),
    "dept": "department",
    "cnty": "county",
    "mgmt": "management",
    "intl": "international",
    "natl": "national",
    "northwest": "nw",
    "mt": "mount",
    "ft": "fort",
    "chru": "chu",
    "ssr": "smr",
    "prive": "private",
    "privee": "private",
    "n": "north",
    "nord": "north",
    "sud": "south",
    "est": "east",
    "ouest": "west",
    "childrens": "children",
    "womens": "women",
    "dr": "docteur",
    "pdt": "president",
    "ets": "etablissement",
    "etab": "etablissement",
    "etabt": "etablissement",
    "etablissements": "etablissement",
    "mais": "maison",
    "1er": "1",
    "gpe": "group",
    "transp": "transports",
    "transport": "transports",
    "tp": "travaux",
    **dict.fromkeys(("mairie", "commune", "municipalite"), "ville"),
    **dict.fromkeys(("departemental", "departementale", "departementaux"), "departement"),
    **{word: str(n) for n, word in enumerate(("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"), 1)},
    **{word: str(n) for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)},
}
"""Words as they are compared, by how lists write them: abbreviations, plurals, and one language for what both name."""

_PHRASES: tuple[tuple[str, str], ...] = (
    ("center hospitalier regional university", "chu"),
    ("center hospitalier university", "chu"),
    ("center hospital university", "chu"),
    ("center hospitalier regional", "chr"),
    ("center hospitalier intercommunal", "chi"),
    ("center hospitalier specialise", "chs"),
    ("center hospitalier", "ch"),
    ("center hospital", "ch"),
    ("group hospitalier", "gh"),
    ("groupement hospitalier territoire", "ght"),
    ("groupement cooperation sanitaire", "gcs"),
    ("soins suite readaptation", "smr"),
    ("soins suite", "smr"),
    ("soins medical readaptation", "smr"),
    ("hospitalisation domicile", "had"),
    ("etablissement hebergement personnes agees dependantes", "ehpad"),
    ("maison retraite", "ehpad"),
    ("unite soins longue duree", "usld"),
    ("center lutte contre cancer", "clcc"),
    ("mutuelle generale education nationale", "mgen"),
    ("caisse primaire assurances maladie", "cpam"),
    ("agence regional sante", "ars"),
    ("service departement incendie secours", "sdis"),
    ("services departement incendie secours", "sdis"),
    ("ile france", "idf"),
    ("veterans affairs", "va"),
    ("health care", "healthcare"),
)
"""Words that together are one, after `_SHORT`."""

KINDS = _words(
    "chu chr chi chs ch gh ght gcs had ehpad smr usld clcc hospital clinique polyclinique dialyse autodialyse udm uad lab pharmacie cabinet"
    " sanatorium mecs cmp cms ime esat maternite ambulance ambulances vie iard prevoyance retraite mutuelle banque courtage holding"
    " psychiatric rehab children women veterans surgery surgical hospice cardiology heart orthopedic cancer specialty behavioral"
)
"""What kind of organisation a name says that it is: CH and CHU of one town are two."""

SIDES = _words("north south east west nord-est upper lower haut haute bas basse inferieur superieur new nouvelle old ancien")
"""Words that keep otherwise equal names apart."""

COMMON = _words("usa us united states america american international group holdings holding services systems france french europe")
"""Words that do not discriminate: two names may differ in them."""

TRADE = (
    KINDS
    | SIDES
    | COMMON
    | _words(
        "medical center health healthcare care hospital hospitals university clinique associates department insurance hospitalier"
        " plan plans physicians dental family community regional general national first county city state memorial management for at in"
        " mutuelle cabinet lab sante pharmacie institut assurances federation francaise ville mairie etablissement societe union regie"
        " surgery surgical imaging pathology radiology oncology therapy pharmacy institute foundation fondation network partners site unite"
        " private public prive agence service direction residence maison antenne technologies solutions consulting entreprise travaux st"
        " commune communaute syndicat office conseil departement region metropole agglomeration construction transports batiment"
    )
)
"""Words of the trade: many names hold them, so that they do not tell which organisation it is."""


_ELIDED = re.compile(r"\b([ldnsj]|qu)['\u2019](?=\w{2})", re.IGNORECASE)
"""`d'assurance` is two words; `children's` is one."""


@lru_cache(maxsize=262144)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in the one form in which they are compared, without legal forms and articles."""
    found = [_SHORT.get(word, word) for word in matching_key(_ELIDED.sub(r"\1 ", name)).split()]
    text = f" {' '.join(found)} "
    for phrase, one in _PHRASES:
        if phrase in text:
            text = text.replace(f" {phrase} ", f" {one} ")
    return tuple(text.split())


def _telling(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word not in TRADE and len(word) > 1}


def _initials(words: tuple[str, ...]) -> Iterator[str]:
    yield "".join(word[0] for word in words)
    yield "".join(word[0] for word in words if word not in COMMON)


def share_something(one: str, other: str) -> bool:
    """Whether two names share what tells an organisation: a word that is not of the trade, its beginning, its initials, or all letters."""
    left, right = words_of(one), words_of(other)
    if "".join(left) == "".join(right):
        return True
    a, b = _telling(left), _telling(right)
    if a & b or any(min(len(x), len(y)) >= 4 and (x.startswith(y) or y.startswith(x) or _close(x, y)) for x in a for y in b):
        return True
    return any(
        initials in other_words for words, other_words in ((left, b), (right, a)) for initials in _initials(words) if len(initials) > 1
    )


def _close(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) >= 5 and OSA.distance(one, other, score_cutoff=1) <= 1
