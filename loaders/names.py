"""Names of organisations as lists write them: cleaned, compared, and taken out where they name a natural person."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from maillon.graph.name_matching import LEGAL_FORMS, clean_name, fold_name, joined_letters
from maillon.loaders.messages import messages
from maillon.loaders.placeholders import placeholder
from maillon.wording import Message


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_SLUG = 70
"""Longest readable part of an id, in characters; longer names are cut and closed with eight digits of their hash."""


def is_blank(name: str) -> bool:
    r"""Whether a cell names nobody: empty, `\N`, `NA`, `Unknown`, `Aucun`, `voir annexe`, `interne` and the like (`placeholders`)."""
    return placeholder(name) is not None


@lru_cache(maxsize=65536)
def fold_of_ids(name: str) -> str:
    """A name as ids are made of it, by the rule of the first ids: `Lærdal` → `l rdal`, `Æsio` → `sio`.

    It loses the letters that Unicode does not decompose (æ, ø, ł, đ, ð, þ, ı) and splits words at them. It stays because an
    id must not change under those who hold it, and so whatever decides what id a name gets goes by it. Names are compared
    by `fold_name`, which loses none.
    """
    text = unicodedata.normalize("NFKD", clean_name(name).replace("œ", "oe").replace("Œ", "OE").replace("'", ""))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+|&", text))


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The readable part of an id: equal for names that `fold_of_ids` makes one."""
    text = fold_of_ids(name).replace("&", "and").replace(" ", "-")
    if not text:  # a name in another script
        return f"x{hashlib.sha256(clean_name(name).encode()).hexdigest()[:8]}"
    if len(text) > MAX_SLUG:
        return f"{text[:MAX_SLUG].rstrip('-')}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return text


_TRADING = re.compile(
    r"\s*[(,]?\s*\b(?:d\s?[./]?\s?b\s?[./]?\s?a\b[./]*|f\s?/\s?k\s?/\s?a\b/?|a\s?/\s?k\s?/\s?a\b/?"
    r"|formerly known as|also known as|doing business as)[\s,:]*",
    re.IGNORECASE,
)


def trading_names(name: str) -> tuple[str, list[str]]:
    """`X d/b/a Y` → (`X`, [`Y`]); also `dba`, `f/k/a`, `a/k/a` and their long forms, with or without parentheses."""
    parts = [clean_name(part) for part in _TRADING.split(clean_name(name))]
    if len(parts) > 1 and any("(" in found for found in _TRADING.findall(clean_name(name))):
        parts = [part.rstrip(")").strip() for part in parts]
    parts = [part if part.count("(") >= part.count(")") else part.rstrip(")").strip() for part in parts]
    parts = [part for part in parts if part]
    return (parts[0], parts[1:]) if parts else (clean_name(name), [])


_CREDENTIALS = {
    "dentist": "dds dmd bds",
    "physician": "md do facp facs mbbs facog faap facc",
    "podiatrist": "dpm",
    "psychologist": "phd psyd edd lcsw lpc lmft lmhc lmsw",
    "optometrist": "od",
    "chiropractor": "dc",
    "practitioner": "lac rn np pac crnp dvm aprn arnp msn mph cpa esq dpt rdn",
}
_ROLE_OF = {word: role for role, words in _CREDENTIALS.items() for word in words.split()}
_TITLES = _words("dr docteur doctor mr mrs ms miss mme mlle monsieur madame me maitre prof professeur professor")

_ORGANISATION_WORDS = _words(
    "academy assurance agence agency alliance ambulatory and anesthesia associates association asthma authority bank"
    " benefit benefits billing board"
    " blue breast cabinet caisse cancer cardiology care center centers centre centres charity children childrens chiropractic church city"
    " clinic clinics clinique clinical college collection collections community consulting consultants corporation council county credit"
    " data dental dentistry department dermatology design diagnostic diagnostics district division ear electronics employee endoscopy"
    " endocrinology ent enterprises eye family federation financial fire first fondation foundation fund gastroenterology general group"
    " groupe growers health healthcare heart home hopital hospice hospital hospitals imaging infirmary information institute insurance"
    " international investments kidney lab laboratoire laboratories laboratory labs legal life library logistics long mairie management"
    " marketing medical medicine memorial mental mission municipal mutual mutuelle national nephrology network neurology north nursing"
    " obstetrics office oncology optical ophthalmology oral orthodontics orthopaedic orthopaedics orthopedic orthopedics outpatient pain"
    " partners partnership pathology pediatric pediatrics pharmacies pharmacy physical physician physicians plan plans plastic practice"
    " printing products professional program properties providers psychiatric psychiatry psychology radiology recovery regional rehab"
    " rehabilitation research residence resources retina retirement saint school schools science senior service services skin sleep"
    " social software solutions south specialists spine sports st staffing state store stores surgeons surgery surgical system systems"
    " technologies technology telecom therapy town transcription transportation treatment trust union united university urgent urology"
    " vascular veterans ville vision wellness west east women womens works worldwide"
)

_PRACTICE_WORDS = _words("cabinet medical dentaire dental practice office infirmier kinesitherapie veterinaire medicale")
"""Words of organisations that stand beside the title of a single practitioner."""

_GIVEN = _words(
    "aaron adam alan albert alex alexander alexandre alice amanda amy andrea andrew angela anita ann anna anne anthony antoine arthur"
    " barbara benjamin bernard betty beverly bill brandon brenda brian bruce bruno camille carl carlos carol carolyn catherine cecile"
    " charles cheryl chloe christian christina christine christophe christopher claire claude craig cynthia dan daniel danielle david"
    " deborah debra denis dennis diana diane didier dominique don donald donna dorothy douglas edward elaine elizabeth emily emma eric"
    " ernest etienne eugene evelyn florence frances francis francois frank frederic gail gary george gerald gerard gilles gina glenn"
    " gloria greg gregory guillaume guy harold harry heather helen helene henri henry howard hugo isabelle jack jacob jacqueline jacques"
    " james jane janet janice jason jean jeff jeffrey jennifer jerome jerry jessica jim joan joe john jonathan jordan jose joseph joshua"
    " joyce juan judith judy julia julian julie julien karen karl katherine kathleen keith kelly kenneth kevin kimberly larry laura"
    " laurent lawrence lea leo leonard lillian linda lisa lori louis louise luc lucas lucie madeleine manon marc marcel margaret maria"
    " marie marilyn mario mark martha martin martine mary mathieu matthew maurice megan melissa michael michel michele michelle mike"
    " monique nancy nathalie nathan nicholas nicolas nicole norman olivia olivier pamela pascal patricia patrick paul paula pauline"
    " peter philip philippe phillip phyllis pierre rachel ralph randy raymond rebecca rene richard rick robert robin roger roland ronald"
    " rose roy russell ruth ryan samantha samuel sandra sara sarah scott sean sharon shirley sophie stanley stephane stephanie stephen"
    " steve steven susan sylvie tammy teresa theodore theresa therese thierry thomas tim timothy todd tom trisha valerie vanessa veronique"
    " victor victoria vincent virginie walter wayne william xavier yves"
    " alicia allen ana antonio ashley beth bob bonnie bradley brett caroline carrie cathy chad chris cindy clara colin connie corey"
    " courtney curtis dana darren dave derek diego doris doug dylan ellen erica erin eva fernando fred gabriel gregg gustavo hannah"
    " hector heidi ian irene ivan jackie jaime jamie javier jeanne jeffery jeremy jesse jill joanne joel jorge josephine juanita"
    " justin kathryn kathy katie kim kristen kristin kurt kyle leah leslie loretta lorraine lucy luis lynn manuel marcus marianne"
    " marjorie marsha marvin matt maureen melanie melinda miguel mildred miriam mitchell molly nadine natalie neil nora norma oscar"
    " pedro phil rafael ramon raul ricardo rita roberto rodney ron rosa rosemary ruben sally sergio shane shannon sheila sherry"
    " stacy stuart suzanne sylvia ted terry tina tony tracy travis wanda wendy wesley zachary agnes alain aline amelie arnaud audrey"
    " aurelie benoit brigitte cedric chantal claudine corinne damien delphine denise elise elodie emilie emmanuel fabien fabienne"
    " fabrice florian gaelle genevieve georges gilbert gregoire hubert hugues jacky jeremie jocelyne josette josiane laetitia lionel"
    " loic ludovic lydie maxime mireille morgane noemie odette odile pascale quentin raphael regis renee romain sabrina sandrine"
    " sebastien serge severine simone solange sonia sylvain thibault valentin viviane yannick yann yvette yvonne"
)


@dataclass(frozen=True, slots=True)
class Person:
    """What may be said of a natural person: a role, nothing else."""

    role: str

    @property
    def words(self) -> Message:
        """The role in both languages."""
        return messages(f"practice.{self.role}")


@lru_cache(maxsize=65536)
def person_in(name: str) -> Person | None:
    """A role if the name looks like that of a natural person (`Ann B. Example, DDS`), else None.

    Signs: a title or a health credential beside two to four words none of which is a word of organisations; a known
    given name before one to three such words; an initial between two such words. A wrong "person" costs a name in
    the graph, a wrong "organisation" puts a person in it, so doubt goes to "person" where a credential is present.
    """
    text = re.split(r"\bc/o\b", re.sub(r"\([^)]*\)", " ", clean_name(name)))[0]
    head, _ = trading_names(text)
    words = _words_in(head)
    roles = [_ROLE_OF[w] for w in words if w in _ROLE_OF]
    titled = any(w in _TITLES for w in words)
    rest = [w for w in words if w not in _ROLE_OF and w not in _TITLES and w not in _PERSONS_FORMS]
    if titled:  # `Cabinet médical Dr X` is X; `Dr X Hospital` is a hospital
        rest = [w for w in rest if w not in _PRACTICE_WORDS]
    if not 1 <= len(rest) <= 5 or any(w in _ORGANISATION_WORDS or w.isdigit() for w in rest) or "&" in rest:
        return None
    role = roles[0] if roles else "practitioner"
    letters = [w for w in rest if len(w) > 1]
    if (roles and len(letters) >= 2) or (titled and letters):
        return Person(role)
    company = bool({"inc", "corp", "corporation", "incorporated"} & set(words))
    middle_initial = not company and len(rest) >= 3 and len(letters) >= 2 and len(rest[0]) > 1 and any(len(w) == 1 for w in rest[1:-1])
    given = rest[0] in _GIVEN and 1 < len(rest) <= 4 and len(letters) >= 2
    given = given or (len(letters) == len(rest) == 3 and letters[1] in _GIVEN and not company)
    return Person(role) if middle_initial or given else None


_PERSONS_FORMS = LEGAL_FORMS - {"and", "&", "of", "the", "company", "companies", "co", "corp", "corporation", "limited", "ltd"} | {
    "ltd",
    "jr",
    "sr",
    "ii",
    "iii",
}


def _words_in(name: str) -> list[str]:
    """Folded words, dotted letters joined (`M.D., P.A.` → md, pa): whether a name is a person's decides about its id."""
    parts = re.split(r"[,/;]", name.replace(".", ". "))
    return [w for part in parts for w in joined_letters(fold_of_ids(part)).split()]


def several_in_one(name: str) -> bool:
    """Whether a cell may hold several organisations: `;` in it, or three parts between commas that are no legal form or title."""
    if ";" in name:
        return True
    parts = [fold_name(part) for part in name.split(",")]
    kept = [p for p in parts if p and not set(p.replace(" ", "").split()) <= LEGAL_FORMS and p.replace(" ", "") not in _ROLE_OF]
    return len(kept) >= 3


@dataclass(frozen=True, slots=True)
class PublicName:
    """What of a name may enter: the organisation's part and its other names, or only the role of a person."""

    name: str | None
    aliases: tuple[str, ...] = ()
    person: Person | None = None


@lru_cache(maxsize=65536)
def public_name(name: str) -> PublicName:
    """Take persons out of a name.

    `Ann B. Example, DDS d/b/a Example Smiles` gives the trading name, `Ann Example, Example Printing Group` the
    organisation, and `Ann B. Example, DDS` alone no name, only the role.
    """
    head, others = trading_names(name)
    aliases = tuple(other for other in others if not person_in(other))
    first, comma, rest = head.partition(",")
    words = _words_in(rest)
    follows = comma and words and words[0] not in LEGAL_FORMS | _PERSONS_FORMS | set(_ROLE_OF)
    if follows and person_in(first) and not person_in(rest) and set(words) & _ORGANISATION_WORDS:
        return PublicName(clean_name(rest), aliases)
    person = person_in(head)
    if person is None:
        return PublicName(head, aliases)
    if aliases:
        return PublicName(aliases[0], aliases[1:])
    return PublicName(None, (), person)
