"""How many, in the French and English of notices: `1,5 millions`, `11 à 15 millions de patients`, `more than 1,200 people`, `82Go`.

A number that is not understood whole gives no figure: it is handed back as unread (`read_figures`), for the loaders to count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from maillon.graph.folding import fold_letters
from maillon.graph.name_matching import without_brackets
from maillon.loaders.messages import messages
from maillon.loaders.numerals import SPACES, NotUnderstoodError, Token, WrittenNumber, digits_value, number_at, tokens_of
from maillon.wording import RefusedError

VolumeUnit = Literal["persons", "accounts", "clients", "organisations", "files", "entries", "bytes"]


@dataclass(frozen=True, slots=True)
class Volume:
    """One quantity: at least `low`, at most `high` (None: open). `unit` is None where the text names no kind of thing.

    `text` is the part of the text that was read; for `bytes` the size as written, after `>`, `<` or `~` where it is a bound (`> 500Go`).
    """

    low: int | None
    high: int | None
    unit: VolumeUnit | None
    approximate: bool
    text: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a text says of how many: what was understood, and the numbers that were not, as they stand."""

    volumes: tuple[Volume, ...]
    unread: tuple[str, ...]


def _nouns(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NOUNS: dict[VolumeUnit, tuple[str, ...]] = {
    "files": _nouns("fichier document dossier photo image scan file compte-rendu comptes-rendu compte-rendus folder picture"),
    "persons": _nouns(
        "personne patient assure adherent utilisateur beneficiaire concitoyen citoyen habitant salarie demandeur usager licencie membre"
        " abonne allocataire agent employe etudiant eleve enfant candidat francais victime particulier individu donneur donateur soignant"
        " medecin professionnel titulaire parent person people individual resident member employee user citizen student donor subscriber"
        " child victim beneficiar policyholder consumer enrollee infirmier infirmiere collaborateur agriculteur retraite contribuable"
    ),
    "clients": _nouns("client customer"),  # persons or companies: the word does not say
    "accounts": _nouns("compte profil identifiant adresse email mail login inscrit account profile address e-mail"),
    "organisations": _nouns(
        "entreprise cabinet centre etablissement commune club mairie societe organisme pharmacie laboratoire hopital hopitaux association"
        " magasin officine collectivite organisation organization company companies hospital clinic clinique practice pharmac employer"
        " business mutuelle ehpad federation"
    ),
    "entries": _nouns("ligne enregistrement entree donnee fiche transaction commande rendez record row entr line appointment"),
}
_SIZES = re.compile(r"(?:[kmgt]i?(?:o|b)|(?:kilo|mega|giga|tera)(?:octet|byte)s?)")
_NO_COUNT = re.compile(
    r"\s*(?:%|€|\$|£|°|/|x\s?\d"
    r"|(?:de |d')?(?:pour ?cents?|percent|euros?|eur|dollars?|usd|livres|bitcoins?|btc|roubles)\b"
    r"|(?:ans?|annees?|mois|semaines?|jours?|heures?|minutes?|h|years?|months?|weeks?|days?|hours?|fois|times|euros?|km|metres?)\b"
    r"|(?:e|er|eme|ere|nd|rd|th|st)\b)"
)
"""After a number: a share, money, a time, an ordinal. None of them is a count of what leaked."""

_ABOVE = re.compile(
    r"(?<!\w)(?:plus\s+d(?:e|'|es)|au\s+moins|au[ -]dela\s+d[e']|superieure?s?\s+a|depass(?:e|ent|ant)|minimum|mini|min\.?|>=?|≥|\+\s?de"
    r"|(?<!no )more\s+than|over|above|at\s+least|upwards?\s+of|exceed(?:s|ing)?|as\s+few\s+as)(?:\s+l?es)?\s*:?\s*$"
)
_BELOW = re.compile(
    r"(?<!\w)(?:(?<!pas )moins\s+d(?:e|'|es)|pas\s+plus\s+d(?:e|')|au\s+(?:plus|maximum)|jusqu'?a|inferieure?s?\s+a|<=?|≤"
    r"|maximum|maxi|max\.?|fewer\s+than|less\s+than|under|below|up\s+to|at\s+most|(?:no|not)\s+more\s+than|as\s+many\s+as)\s*:?\s*$"
)
_ABOUT = re.compile(
    r"(?<!\w)(?:environ|env\.?|pres\s+d(?:e|')|quelques?|autour\s+d(?:e|')|a\s+peu\s+pres|approximativement|~|≈|presque|dans\s+les|de\s+l'ordre\s+de"
    r"|about|around|approximately|approx\.?|circa|\bca?\.|roughly|nearly|almost|some|estimated(?:\s+at)?|estimees?\s+a)\s*$"
)
_NOUN = r"(?:\s+(?:d[e']\s*)?[^\W\d]+)?"
_AFTER_ABOVE = re.compile(
    rf"\s*\+(?!\s*\d)|{_NOUN}\s+(?:ou|et)\s+(?:plus|davantage)\b|{_NOUN}\s+(?:au\s+moins|or\s+more|at\s+least|minimum|mini)\b"
)
_AFTER_BELOW = re.compile(rf"{_NOUN}\s+(?:max(?:i|imum)?|au\s+(?:plus|maximum)|or\s+(?:fewer|less)|at\s+most|ou\s+moins)\b")
_AFTER_ABOUT = re.compile(rf"{_NOUN}\s+(?:environ|or\s+so|approximately|approximativement)\b")
_PART = re.compile(r"(?:\bdont|y\s+compris|notamment|parmi\s+(?:eux|elles|lesquels)|including|of\s+(?:which|whom))\s[^;.]*$")
"""Before a number that counts a part of what the number before it counts."""

_BETWEEN = re.compile(r"(?:\bentre|\bbetween)\s*$")
_MONTHS = (
    r"(?:janv(?:ier)?|jan(?:uary)?|fev(?:r(?:ier)?)?|feb(?:ruary)?|mars|mar(?:ch)?|avr(?:il)?|apr(?:il)?|mai|may|juin|june?|juil(?:let)?|july?"
    r"|aout|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATES = re.compile(
    rf"(?<![\d.,/])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_YEAR}|\d\d)|{_YEAR}-\d\d(?:-\d\d)?(?!\d)|\d\d?/{_YEAR}"
    rf"|(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s+)?{_MONTHS}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,)?\s+{_YEAR}"
    rf"|\d{{1,2}}(?:er)?\s+{_MONTHS}|\d{{1,2}}\s?[h:]\s?\d\d(?!\d)"
    rf"|\b(?:en|depuis|annee|in|since|year|fin|debut)\s+{_YEAR}(?![\d{SPACES}]*\d))(?![\d/])"
)
_LONE_YEAR = re.compile(_YEAR)
_HUGE = 10**11
"""More than this many of anything is a slip of the pen."""


@lru_cache(maxsize=4096)
def read_figures(text: str) -> Figures:
    """Every quantity of a text, in its order, and the numbers that give none.

    Percentages, amounts of money, times, a part of another figure and what stands in brackets are no counts of the whole and stand
    under `unread`; dates, and digits inside a name (`RDV360`), are no numbers.
    """
    plain = unicodedata.normalize("NFC", text)
    reader = _Reader(plain)
    return Figures(tuple(reader.volumes), tuple(reader.unread))


def read_volumes(text: str) -> list[Volume]:
    """The quantities of a text that were understood, in their order."""
    return list(read_figures(text).volumes)


def whole_number(text: str, column: str) -> int | None:
    """The number of a cell that holds a count and nothing else (`1,234`, `1 234`, `1234.0`); None where it is empty.

    Raises:
        RefusedError: anything else.
    """
    bare = text.strip()
    if not bare:
        return None
    value = digits_value(bare.translate({ord("’"): "'"})) if re.fullmatch(rf"\d[\d.,'’{SPACES}]*", bare) else None
    if value is None or value.denominator != 1:
        raise RefusedError(messages("cell.number", column=column))
    return int(value)


@dataclass
class _Reader:
    """One text being read from left to right."""

    text: str
    volumes: list[Volume] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folded = self._without_dates(folded_in_place(self.text))
        tokens = tokens_of(self.folded)
        tokens = self._without_brackets(tokens)
        found: list[tuple[int, int, Volume]] = []
        at = 0
        while at < len(tokens):
            at = self._figure(tokens, at, found)
        several = len(found) > 1
        for position, (start, end, volume) in enumerate(found):
            before = found[position - 1][1] if position else 0
            limit = found[position + 1][0] if position + 1 < len(found) else len(self.text)
            unit = volume.unit or _unit(self.folded[end:limit]) or _unit_before(self.folded[before:start])
            if unit is None and _LONE_YEAR.fullmatch(volume.text):  # a year beside a figure, or a figure that could be one
                if not several:
                    self.unread.append(volume.text)
                continue
            self.volumes.append(Volume(volume.low, volume.high, unit, volume.approximate, volume.text))

    def _without_dates(self, folded: str) -> str:
        return _DATES.sub(lambda m: "\x00" * len(m.group()), folded)

    def _without_brackets(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens outside brackets; the numbers inside count as unread."""
        kept, depth = [], 0
        for token in tokens:
            depth += token.text in ("(", "[")
            if depth == 0:
                kept.append(token)
            elif token.kind == "digits":
                self.unread.append(token.text)
            depth = max(0, depth - (token.text in (")", "]")))
        return kept

    def _figure(self, tokens: Sequence[Token], at: int, found: list[tuple[int, int, Volume]]) -> int:
        """Read what begins at a token; the index from which to go on."""
        token = tokens[at]
        if token.kind == "digits" and self._in_a_name(token):
            return at + 1
        try:
            number = number_at(tokens, at)
            if number is None:
                return at + 1
            value, end = number
            if token.kind == "word" and not value.scaled and not self._counted(tokens, end):
                return end  # `les deux bases`: no count of anything that is asked here
            upper, after = self._range(tokens, value, at, end)
        except NotUnderstoodError as error:
            self._leave(tokens, at, error.end)
            return error.end
        volume, after = self._bounds(tokens, at, after, value, upper)
        if volume is None:
            self._leave(tokens, at, after)
        else:
            found.append((token.start, tokens[after - 1].end, volume))
        return after

    def _leave(self, tokens: Sequence[Token], start: int, end: int) -> None:
        self.unread.append(self.text[tokens[start].start : tokens[end - 1].end])

    def _in_a_name(self, token: Token) -> bool:
        """`RDV360`, `covid-19`, `H1N1`: digits of a name."""
        before = self.folded[max(0, token.start - 2) : token.start]
        return bool(re.search(r"[^\W\d_]-?$|_$|[^\W\d_]\.$", before)) and not before.endswith(("'", " "))

    def _counted(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a noun of those that are counted follows at once (`deux hôpitaux`)."""
        return at < len(tokens) and tokens[at].kind == "word" and _noun(tokens[at].text) is not None

    def _range(self, tokens: Sequence[Token], low: WrittenNumber, at: int, end: int) -> tuple[WrittenNumber, int]:
        """The upper end of a range (`11 à 15 millions`, `entre 300 et 500`) and the index after it; `low` itself where there is none.

        Raises:
            NotUnderstoodError: two numbers are joined in a way that may or may not be a range.
        """
        if end + 1 >= len(tokens) or tokens[end].text not in ("a", "-", "to", "ou", "or", "et", "and"):
            return low, end
        link = tokens[end].text
        try:
            number = number_at(tokens, end + 1)
        except NotUnderstoodError as error:
            raise NotUnderstoodError(error.end) from None
        if number is None or (tokens[end + 1].kind == "word" and not number[0].scaled and tokens[at].kind != "word"):
            return low, end
        high, after = number
        if low.many or high.many:
            raise NotUnderstoodError(after)
        if link in ("et", "and") and not _BETWEEN.search(self.folded[: tokens[at].start]):
            raise NotUnderstoodError(after)
        chained = after + 1 < len(tokens) and tokens[after].text in ("a", "-", "to") and tokens[after + 1].kind == "digits"
        if chained:
            while after + 1 < len(tokens) and tokens[after].text == "-" and tokens[after + 1].kind == "digits":
                after += 2
            raise NotUnderstoodError(after)
        return high, after

    def _bounds(self, tokens: Sequence[Token], at: int, end: int, low: WrittenNumber, high: WrittenNumber) -> tuple[Volume | None, int]:
        """The volume, and the index after it; None where the numbers give none."""
        start = tokens[at].start
        # what stands before up to the figure before it: `au moins 300, au plus 500`
        before = re.split(r"[;,.](?=\s)", self.folded[:start])[-1] if "," in self.folded[:start] else self.folded[:start]
        plus = end < len(tokens) and tokens[end].text == "+"
        at_unit = end + 1 if plus else end
        if plus and at_unit < len(tokens) and tokens[at_unit].start == tokens[end].end and tokens[at_unit].text in ("m", "k", "md"):
            scale = {"m": 10**6, "k": 10**3, "md": 10**9}[tokens[at_unit].text]  # `33+M`
            high = low = WrittenNumber(low.value * scale, scaled=True)
            end = at_unit + 1
        size = at_unit < len(tokens) and bool(_SIZES.fullmatch(tokens[at_unit].text))
        after_end = tokens[end - 1].end
        after = self.folded[after_end:]
        above = bool(_ABOVE.search(before)) or plus or bool(_AFTER_ABOVE.match(after))
        below = bool(_BELOW.search(before)) or bool(_AFTER_BELOW.match(after))
        about = bool(_ABOUT.search(before)) or bool(_AFTER_ABOUT.match(after))
        if size:
            written = self.text[start : tokens[end - 1].end] + self.text[tokens[at_unit].start : tokens[at_unit].end]
            sign = "> " if above and not below else "< " if below and not above else "~ " if about else ""
            return (None if above and below else Volume(None, None, "bytes", about, sign + written)), at_unit + 1
        if plus:
            end = max(end, at_unit)
            after = self.folded[tokens[end - 1].end :]
        glued = end < len(tokens) and tokens[end].kind != "sign" and tokens[end].start == tokens[end - 1].end
        negative = re.search(r"(?:^|[^\s-])-$|^\s*-$", before) is not None
        part = _PART.search(self.folded[:start])
        money = re.search(r"[$€£]\s?$|\d/$", before)  # or the lower half of a fraction
        if glued or negative or money or part or (above and below) or _NO_COUNT.match(after):
            return None, end + (1 if glued else 0)
        if low is not high:
            low = self._scaled_like(low, high)
            if high.value <= low.value or high.value > 1000 * max(low.value, Fraction(1)):
                return None, end
        if low.value.denominator != 1 or high.value.denominator != 1 or high.value > _HUGE:
            return None, end
        least, most = int(low.value), int(high.value)
        text = self.text[start : tokens[end - 1].end]
        if low.many:
            ceiling = None if above or not low.some else 10 * least - 1
            return (None if below else Volume(2 * least, ceiling, None, True, text)), end
        if above:
            return Volume(least, None, None, True, text), end
        if below:
            return Volume(None, most, None, True, text), end
        return Volume(least, most, None, about or low.scaled or high.scaled, text), end

    @staticmethod
    def _scaled_like(low: WrittenNumber, high: WrittenNumber) -> WrittenNumber:
        """`11 à 15 millions`: the scale of the upper end is that of both, where the lower one has none."""
        if low.scaled or not high.scaled or low.value >= 1000:
            return low
        scale = next(s for s in (10**9, 10**6, 10**3, 100, 1) if high.value >= s)
        return WrittenNumber(low.value * scale, scaled=True)


def folded_in_place(text: str) -> str:
    """A text folded letter by letter, apostrophes and dashes in one spelling: what stands at a place stays there."""
    return "".join(map(_one_letter, text))


def _one_letter(character: str) -> str:
    """A character folded, where it stays one: places in the text must not move."""
    if character in SPACES:
        return character
    folded = fold_letters({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"}.get(character, character))
    return folded if len(folded) == 1 else character


@lru_cache(maxsize=4096)
def _noun(word: str) -> VolumeUnit | None:
    return next((unit for unit, nouns in _NOUNS.items() if word.startswith(nouns)), None)


def _unit(after: str) -> VolumeUnit | None:
    """The first noun that is counted, up to the end of the phrase."""
    phrase = re.split(r"[;.!?\n]|,(?=\s)|\bdont\b", after, maxsplit=1)[0]
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", without_brackets(phrase).replace("compte rendu", "compte-rendu")):
        found = _noun(word)
        if found:
            return found
    return None


def counted_noun(after: str) -> str:
    """The noun by which the unit of a figure is known, as written after it; empty where there is none."""
    found = _ANOTHER.search(after)
    for word in re.findall(r"[^\W\d_]+", after[: found.start()] if found else after)[:_NEAR]:
        if _noun(folded_in_place(word)):
            return str(word)
    return ""


_ANOTHER = re.compile(
    r"[;.!?\n]|,(?=\s)"
    r"|\b(?:for|in|on|at|who|which|that|with|from|were|was|are|have|pour|dans|avec|qui|sur|chez|ont|sont)\b"
)
"""Where what is counted ends, and another thing begins."""
_NEAR = 6
"""Words after a figure among which its noun stands."""


def _unit_before(before: str) -> VolumeUnit | None:
    """`Nombre de patients : 1200`."""
    phrase = re.search(r"(?<![^\W\d_])([^\W\d_]++)\s*+[:=]\W*+$", before)
    return _noun(phrase[1]) if phrase else None
