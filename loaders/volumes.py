"""How many, in the French of notices: `1,5 millions`, `11 à 15 millions de patients`, `Quelques centaines de milliers`, `82Go`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from maillon.graph.name_matching import fold_name

VolumeUnit = Literal["persons", "accounts", "clients", "organisations", "files", "entries", "bytes"]


@dataclass(frozen=True, slots=True)
class Volume:
    """One quantity: at least `low`, at most `high` (None: open). `unit` is None where the text names no kind of thing.

    `text` is the part of the text that was read, for `bytes` the size as written (`82Go`).
    """

    low: int | None
    high: int | None
    unit: VolumeUnit | None
    approximate: bool
    text: str


_NOUNS: dict[VolumeUnit, tuple[str, ...]] = {
    "persons": (
        *("personne", "patient", "assure", "adherent", "utilisateur", "beneficiaire", "concitoyen", "citoyen", "habitant", "salarie"),
        *(
            "demandeur",
            "usager",
            "licencie",
            "membre",
            "abonne",
            "allocataire",
            "agent",
            "employe",
            "etudiant",
            "eleve",
            "enfant",
            "candidat",
        ),
        *(
            "francais",
            "victime",
            "particulier",
            "individu",
            "donneur",
            "donateur",
            "soignant",
            "medecin",
            "professionnel",
            "titulaire",
            "parent",
        ),
    ),
    "clients": ("client",),  # persons or companies: the word does not say
    "accounts": ("compte", "profil", "identifiant", "adresse", "email", "mail", "login", "inscrit"),
    "organisations": (
        *(
            "entreprise",
            "cabinet",
            "centre",
            "etablissement",
            "commune",
            "club",
            "mairie",
            "societe",
            "organisme",
            "pharmacie",
            "laboratoire",
        ),
        *("hopital", "hopitaux", "association", "magasin", "officine", "collectivite"),
    ),
    "files": ("fichier", "document", "dossier", "photo", "image", "scan"),
    "entries": ("ligne", "enregistrement", "entree", "donnee", "fiche", "transaction", "commande", "rendez"),
}
_NUMBER = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = r"milliards?|millions?|milliers?|mille|md|m|k"
_SIZE = r"(?:k|m|g|t)(?:o|b|io|ib)\b"
_QUANTITY = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?P<lowscale>(?:{_SCALE})\b)?(?:\s*(?:à|-|–|et|ou)\s*(?P<high>{_NUMBER}))?\s*(?P<after>%|{_SIZE}|(?:{_SCALE})\b)?",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?P<many>quelques|plusieurs|des)\s+(?P<what>centaines?\s+de\s+milliers|dizaines?\s+de\s+milliers|centaines?\s+de\s+millions|"
    r"dizaines?\s+de\s+millions|centaines|dizaines|milliers|millions)",
    re.IGNORECASE,
)
_SCALES = {"milliard": 10**9, "md": 10**9, "million": 10**6, "m": 10**6, "millier": 10**3, "mille": 10**3, "k": 10**3}
_VAGUES = {"centaine": 100, "dizaine": 10, "millier": 1_000, "million": 1_000_000}
_ABOVE = re.compile(r"(?:plus\s+de|au\s+moins|plus\s+d'|>|\+\s?de|depasse)\s*$")
_BELOW = re.compile(r"(?:moins\s+de|au\s+plus|jusqu'?a|<|maximum)\s*$")
_ABOUT = re.compile(r"(?:environ|pres\s+de|quelque|autour\s+de|~|presque|dans\s+les)\s*$")


def read_volumes(text: str) -> list[Volume]:
    """Every quantity of a text, in its order. Percentages are shares of something unstated and are left out."""
    plain = re.sub(r"\([^)]*\)", " ", text)
    vague = list(_vague(plain))
    rest = _VAGUE.sub(lambda m: " " * len(m.group()), plain)
    found = [(start, end, volume) for start, end, volume in (*vague, *_exact(rest))]
    found.sort(key=lambda item: item[0])
    volumes = []
    for position, (_, end, volume) in enumerate(found):
        if volume.unit != "bytes":
            limit = found[position + 1][0] if position + 1 < len(found) else len(plain)
            volume = Volume(volume.low, volume.high, _unit(plain[end:limit]), volume.approximate, volume.text)
        volumes.append(volume)
    return volumes


def _unit(after: str) -> VolumeUnit | None:
    for word in fold_name(re.sub("['’]", " ", after)).split():
        for unit, nouns in _NOUNS.items():
            if word.startswith(nouns):
                return unit
    return None


def _vague(text: str) -> Iterator[tuple[int, int, Volume]]:
    for match in _VAGUE.finditer(text):
        scale = 1
        for word in fold_name(match["what"]).split():
            scale *= _VAGUES.get(word.rstrip("s"), 1)
        few = match["many"].lower() == "quelques"
        yield match.start(), match.end(), Volume(2 * scale, 10 * scale - 1 if few else None, None, True, match.group())


def _exact(text: str) -> Iterator[tuple[int, int, Volume]]:
    for match in _QUANTITY.finditer(text):
        after = fold_name(match["after"] or "")
        if match["after"] == "%" or _inside_word(text, match):
            continue
        if re.fullmatch(_SIZE, after):
            yield match.start(), match.end(), Volume(None, None, "bytes", False, match.group().strip())
            continue
        scale = _scale(after)
        own = _scale(fold_name(match["lowscale"])) if match["lowscale"] else scale
        low = _value(match["low"], own)
        high = _value(match["high"], scale if match["after"] else own) if match["high"] else low
        before = fold_keeping(text[: match.start()])
        approximate = bool(_ABOUT.search(before))
        if high < low:
            low, high = high, low
        if _ABOVE.search(before):
            yield match.start(), match.end(), Volume(low, None, None, True, match.group())
        elif _BELOW.search(before):
            yield match.start(), match.end(), Volume(None, high, None, True, match.group())
        else:
            rounded = approximate or bool(match["after"] or match["lowscale"])
            yield match.start(), match.end(), Volume(low, high, None, rounded, match.group())


def fold_keeping(text: str) -> str:
    """Lower case without accents; signs stay."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """`RDV360` and `2000s` are names, not numbers."""
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return before.isalpha() or (after.isalpha() and not match["after"] and text[match.end() - 1].isdigit())


def _scale(word: str) -> int:
    return _SCALES.get(word.rstrip("s") or "", 1)


def _value(number: str, scale: int) -> int:
    grouped = re.fullmatch(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+", number)
    digits = re.sub(r"[^\d]", "", number) if grouped else number.replace(",", ".")
    whole, _, fraction = digits.partition(".")
    tenths: int = 10 ** len(fraction)
    return (int(whole) * tenths + int(fraction or 0)) * scale // tenths
