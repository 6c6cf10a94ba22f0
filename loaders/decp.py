"""DECP: the essential data of French public contracts, as JSON or XML of the two orders in force since 2019, and as consolidated tables.

Read are the format of the order of 22 March 2019 (schemas of 139bercy/format-commande-publique, version 1.5: `marches` is a list, parties
have names, a party stands alone) and that of the order of 22 December 2022 (version 2.0.3: `marches` holds `marche` and
`contrat-concession`, parties are numbers, declared sub-contracts). What a publisher mixes is read as what it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from maillon.graph.records import Source
from maillon.graph.statements import LISTED
from maillon.loaders.audit import Fields
from maillon.loaders.base import Loader, Reading
from maillon.loaders.contracts.gathering import FileGathering, Gathering, content_of
from maillon.loaders.contracts.notices import ContractNotice, Modification, Signatory, Start, SubContract
from maillon.loaders.contracts.scope import ORDINARY, Scope, left_out_by_code
from maillon.loaders.contracts.streams import Streamed, json_objects, looks_like_page, signs_in, streams_of
from maillon.loaders.contracts.values import code_of, contract_day, items_in, months_of, plain_text, words_in
from maillon.loaders.contracts.xml_objects import xml_objects
from maillon.loaders.decp_tables import read_table_of_contracts
from maillon.loaders.inputs import refuse
from maillon.loaders.messages import messages
from maillon.loaders.packed import PackedRecords
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, reject_file
from maillon.wording import Message, RefusedError

_PRICE = "what it costs, which says nothing of who is entrusted with what"
_AWARD = "how it was awarded"
_PLACE = "where it is carried out: the parties have their own places"

LOADER = Loader(
    name="decp",
    title={"fr": "marchés publics français (données essentielles)", "en": "French public contracts (essential data)"},
    reads={
        "fr": "JSON et XML des arrêtés du 22 mars 2019 et du 22 décembre 2022, tableaux consolidés (CSV ; Parquet avec `pyarrow`) : "
        "marchés, concessions, modifications, sous-traitance déclarée",
        "en": "JSON and XML of the orders of 22 March 2019 and of 22 December 2022, consolidated tables (CSV; Parquet with `pyarrow`): "
        "contracts, concessions, modifications, declared sub-contracts",
    },
    publisher={"fr": "les acheteurs publics, par data.gouv.fr", "en": "public buyers, through data.gouv.fr"},
    address="https://www.data.gouv.fr/",
    licence={"fr": "Licence Ouverte 2.0 (Etalab)", "en": "Licence Ouverte 2.0 (Etalab)"},
    coverage={
        "fr": "ceux d'acheteurs de santé, pour un logiciel, un service informatique ou un service de santé confié (docs/contracts.fr.md)",
        "en": "those of health buyers, for software, an IT service or a health service that is handed on (docs/contracts.md)",
    },
    leaves_out={
        "fr": "les autres codes et les autres acheteurs (comptés) ; les montants ; le nom et le numéro d'une personne",
        "en": "other codes and other buyers (counted); amounts; the name and the number of a person",
    },
    ignored_fields={
        **dict.fromkeys(("montant", "valeurGlobale", "montantSubventionPublique", "formePrix", "typesPrix", "tauxAvance"), _PRICE),
        **dict.fromkeys(("attributionAvance", "ccag", "donneesExecution", "variationPrix", "origineUE", "origineFrance"), _PRICE),
        **dict.fromkeys(("procedure", "offresRecues", "considerationsSociales", "considerationsEnvironnementales"), _AWARD),
        **dict.fromkeys(("marcheInnovant", "modalitesExecution", "modaliteExecution", "typeGroupementOperateurs"), _AWARD),
        "lieuExecution": _PLACE,
        "uid": "the number of the buyer and that of the contract",
        "uuid": "a number of the publisher's own",
        "source": "through which platform it was published",
        **dict.fromkeys(("sourceDataset", "sourceFile", "acheteur_departement_code"), "through which platform it was published"),
        "donneesActuelles": "which version is the latest, which their numbers say",
        **dict.fromkeys(("montantModification", "montantActeSousTraitance", "variationPrixActeSousTraitance"), _PRICE),
        "datePublicationDonneesActeSousTraitance": "when it was published",
        **dict.fromkeys(("lieuexecution_code", "lieuexecution_typecode", "lieuExecution_code", "lieuExecution_typeCode"), _PLACE),
        "_type": "a contract or a concession, which the fields say",
        "modifications": "read before",
        "actesSousTraitance": "read before",
        "modificationsActesSousTraitance": "read before",
    },
)

_SUFFIXES = (".json", ".xml", ".csv", ".parquet")
_ELEMENTS = ("marche", "contrat-concession")
_WORDS = frozenset(("marches", *_ELEMENTS))
_SIGN = re.compile(rb'"(marches|marche|contrat-concession)"\s{0,200}:\s{0,200}([\[{])|[}\]]\s{0,200}\[')
"""What tells where contracts stand in JSON: a word with what it holds, or a list that begins behind another thing."""


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool, scope: Scope = ORDINARY) -> Reading:
    """Read files of contracts; all of them are one data set.

    Raises:
        BadInputError: no such file, or nothing of it can be used.
    """
    files, others = streams_of(paths, _SUFFIXES)
    title = "Données essentielles de la commande publique"
    reading = Reading(dataset or "decp", title, "Licence Ouverte 2.0", records=PackedRecords(), rank=LISTED)
    gathering = Gathering(reading, scope, "decp")
    for source in files:
        try:
            gathering.add(_file(source, scope))
        except BadInputError as error:
            reject_file(reading, error)
    gathering.close(
        Source(
            id="decp",
            publisher="Acheteurs publics français, par data.gouv.fr",
            title=title,
            url="https://www.data.gouv.fr/",
            undated=True,
            language="fr",
            licence="Licence Ouverte 2.0",
        )
    )
    for name in others:
        reading.unread_fields[messages("unread.file", ending=name.rpartition(".")[2].lower())] += 1
    return finish(reading, None, strict=strict)


def _file(source: Streamed, scope: Scope) -> FileGathering:
    """The contracts of one file.

    Raises:
        BadInputError: it is no file of contracts, or is cut off.
    """
    found = FileGathering(source.name)
    head = source.head()
    if looks_like_page(head):
        raise refuse(source.name, messages("file.page"))
    if head.startswith(b"PAR1") or not head.startswith((b"{", b"[", b"<")):
        read_table_of_contracts(source, found, scope, LOADER.ignored_fields)
        return found
    for document in xml_objects(source, _ELEMENTS) if head.startswith(b"<") else _json(source, head):
        found.read += 1
        use_contract(document, found.read, found, scope)
    if not found.read:
        raise refuse(source.name, messages("decp.none"))
    return found


def _json(source: Streamed, head: bytes) -> Iterator[Any]:
    """The contracts of a file of JSON: in the list `marches` (2019), in the lists that it holds (2022), or in a bare list.

    A file of several documents may have all of these: what would stand at a place that is not looked at would be lost unsaid.

    Raises:
        BadInputError: it is no file of contracts, or is cut off.
    """
    signs = signs_in(source, _SIGN)
    places = ["item"] if head.startswith(b"[") or (None, None) in signs else []
    places += ["marches.item"] if (b"marches", b"[") in signs else []
    if (b"marches", b"{") in signs:
        for word in _ELEMENTS:  # where one stands alone and is no list, it is asked for as it stands
            alone, several = ((word.encode(), sign) in signs for sign in (b"{", b"["))
            places += [f"marches.{word}"] if alone else [f"marches.{word}.item"] if several else []
    if not places:
        raise refuse(source.name, messages("decp.shape"))
    for document in json_objects(source, places):
        yield from _unwrapped(document)


def _unwrapped(value: Any) -> Iterator[Any]:
    """The contracts in what stands at a place, whatever words and lists are around them."""
    if isinstance(value, list):
        inner = value
    elif isinstance(value, dict) and not _WORDS.isdisjoint(value):
        inner = [value[word] for word in value if word in _WORDS]
    else:
        yield value
        return
    for one in inner:
        yield from _unwrapped(one)


def use_contract(document: Any, number: int, found: FileGathering, scope: Scope) -> None:
    """Read one contract, if it is in scope by its code; what cannot be used is counted with its reason."""
    if not isinstance(document, dict):
        found.reject(number, "", RefusedError(messages("decp.object")))
        return
    code = code_of(plain_text(document.get("codeCPV")))
    identifier = plain_text(document.get("id"))
    try:
        buyer = _party(document.get("acheteur") or document.get("autoriteConcedante"))
    except RefusedError as error:
        found.reject(number, identifier, error)
        return
    if buyer is not None and buyer.name:
        found.buyers.setdefault(buyer)
    rule = scope.code(code)
    if rule is None:
        found.leave_out(left_out_by_code(code))
        return
    content = content_of(document)
    fields = Fields(document, LOADER.ignored_fields)
    fields.take("id")
    try:
        notice = _notice(fields, identifier, (found.name, number), content, code)
    except RefusedError as error:
        found.reject(number, identifier, error)
        return
    found.unread.update(fields.unread())
    found.notices.append((notice, rule))


def _notice(fields: Fields, identifier: str, place: tuple[str, int], content: bytes, code: str | None) -> ContractNotice:
    remarks: list[Message] = []
    buyer = _party(fields.take("acheteur") or fields.take("autoriteConcedante"))
    if buyer is None:
        raise RefusedError(messages("contract.buyer"))
    fields.take("codeCPV")
    suppliers = _parties(fields.take("titulaires"), "titulaire")
    suppliers += _parties(fields.take("concessionnaires"), "concessionnaire")
    nature = plain_text(fields.take("nature")).casefold()
    techniques = [word.casefold() for word in words_in(fields.take("techniques"))]
    under = plain_text(fields.take("idAccordCadre")) or None
    if under == identifier:
        under = None  # the number of the contract itself, typed twice
    called_off = under is not None or nature.startswith(("marché subs", "marche subs"))
    start: Start = "notification"
    since = contract_day(fields.take("dateNotification"), remarks)
    if (signed := contract_day(fields.take("dateSignature"), remarks)) is not None and since is None:
        since, start = signed, "signature"
    said_on = since
    if (begun := contract_day(fields.take("dateDebutExecution"), remarks)) is not None:
        since, start = begun, "execution"
    published = contract_day(fields.take("datePublicationDonnees"), remarks)
    acts, acts_said = _acts(fields.take("actesSousTraitance"), fields.take("modificationsActesSousTraitance"), remarks)
    remarks += acts_said
    return ContractNotice(
        place=place,
        content=content,
        id=identifier,
        buyer=buyer,
        suppliers=tuple(suppliers) or (Signatory(),),
        code=code,
        title=plain_text(fields.take("objet")),
        since=since,
        start=start,
        months=months_of(fields.take("dureeMois"), remarks),
        said_on=said_on or published,
        published=published,
        changes=tuple(_changes(fields.take("modifications"), remarks)),
        sub_contracts=tuple(acts),
        sub_contracted=_yes(fields.take("sousTraitanceDeclaree")),
        framework=not called_off and ("accord-cadre" in techniques or nature == "accord-cadre"),
        called_off=called_off,
        under=under,
        remarks=tuple(remarks),
    )


def _yes(value: Any) -> bool:
    return value is True or plain_text(value).casefold() in ("true", "oui", "1", "yes")


def _party(value: Any) -> Signatory | None:
    """A party; None where there is nothing to know it by.

    Raises:
        RefusedError: something else stands there.
    """
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise RefusedError(messages("decp.party"))
    kind, number = plain_text(value.get("typeIdentifiant")), plain_text(value.get("id"))
    name = plain_text(value.get("denominationSociale") or value.get("nom"))
    return Signatory(sys.intern(kind) if number else "", number, name) if number or name else None


def _parties(value: Any, word: str) -> list[Signatory]:
    """The parties in a field, whatever its shape: a list, an object that holds a list, lists in lists. Who is nobody is left away."""
    found = [_party(one) for one in items_in(value, word) if one not in ("", {})]
    return list(dict.fromkeys(one for one in found if one is not None))


def _changes(value: Any, remarks: list[Message]) -> Iterable[Modification]:
    for one in items_in(value, "modification"):
        if not isinstance(one, Mapping):
            continue
        suppliers = _parties(one.get("titulaires") or one.get("concessionnaires"), "titulaire")
        told = contract_day(one.get("dateNotificationModification") or one.get("dateSignatureModification"), remarks)
        known = contract_day(one.get("datePublicationDonneesModification"), remarks)
        months = months_of(one.get("dureeMois"), remarks)
        yield Modification(told or known, told is None, months, None, tuple(suppliers) or None)


def _acts(value: Any, later: Any, remarks: list[Message]) -> tuple[list[SubContract], list[Message]]:
    """The declared sub-contracts, each as its last modification leaves it; one whose number two acts bear is applied to neither."""
    acts = [one for one in items_in(value, "acteSousTraitance") if isinstance(one, Mapping)]
    numbers = [plain_text(one.get("id")) for one in acts]
    months = [months_of(one.get("dureeMois"), remarks) for one in acts]
    said: list[Message] = []
    named = ("modificationActeSousTraitance", "modificationActesSousTraitance")  # the schema of JSON and that of XML
    for change in (inner for one in items_in(later, named[0]) for inner in items_in(one, named[1])):
        if not isinstance(change, Mapping):
            continue
        number = plain_text(change.get("id"))
        if numbers.count(number) != 1:
            said.append(messages("contract.act", number=number or "?"))
            continue
        place = numbers.index(number)
        months[place] = months_of(change.get("dureeMois"), remarks) or months[place]
    return [
        SubContract(number, _party(one.get("sousTraitant")) or Signatory(), contract_day(one.get("dateNotification"), remarks), duration)
        for one, number, duration in zip(acts, numbers, months, strict=True)
    ], said
