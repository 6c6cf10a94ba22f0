"""The ranking, its difference after a change, and its reasons, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from maillon.queries.people import Bounds
from maillon.queries.scale.exposure import Ranked
from maillon.queries.scale.rank import LAYERS, By, Concentrated, Ranking
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.what_if import ChangedOrigin, WhatIf
from maillon.queries.scale.why import Why
from maillon.queries.subgraph import Node
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import dates
from maillon.reports.relation_lines import arrow_json
from maillon.reports.words import number, say
from maillon.wording import LANGUAGES, Message

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": (
        "Qui toucherait le plus de monde en cédant ({effect}, au {date})",
        "Who would hit the most by breaking ({effect}, on {date})",
    ),
    "scope": (
        "Par les relations enregistrées : ce que personne n'a enregistré n'est dans aucun chiffre. {n} fournisseurs comparés.",
        "Through the recorded links: what nobody recorded is in no figure. {n} suppliers compared.",
    ),
    "none": ("Aucune relation enregistrée ne mène à quelqu'un de ce genre.", "No recorded relation leads to anyone of this kind."),
    "by": ("Classé par : {by}", "Sorted by: {by}"),
    "people": ("personnes, au moins", "people, at least"),
    "people-at-most": ("personnes, au plus", "people, at most"),
    "organisations": ("organisations", "organisations"),
    "only": ("passe toujours par là (pers.)", "always passes here (people)"),
    "only_organisations": ("passe toujours par là (org.)", "always passes here (org.)"),
    "named_by": ("clients qui le nomment", "clients naming it"),
    "clients": ("clients atteints", "clients reached"),
    "open": ("ouvert", "open"),
    "unknown": ("non comptés", "not counted"),
    "owners": (
        "Responsabilité : un propriétaire et tout ce qu'il possède (une filiale qui cède n'en fait pas céder une autre)",
        "Responsibility: an owner and all it owns (a subsidiary that breaks does not break another)",
    ),
    "owner": ("propriétaire", "owner"),
    "subsidiaries": ("filiales", "subsidiaries"),
    "concentration": ("Concentration, par couche", "Concentration, by layer"),
    "concentration.note": (
        "Part de toutes les personnes (au moins) et organisations enregistrées derrière les 1, 5 et 20 premiers ensemble ; "
        "indice de Herfindahl-Hirschman de 0 à 10 000.",
        "Share of all recorded people (at least) and organisations behind the first 1, 5 and 20 together; "
        "Herfindahl-Hirschman index from 0 to 10,000.",
    ),
    "layer": ("couche", "layer"),
    "payer": ("tiers payant", "third-party payer"),
    "platform": ("plateforme", "platform"),
    "vendor": ("éditeur", "vendor"),
    "host": ("hébergeur", "host"),
    "suppliers": ("fournisseurs", "suppliers"),
    "of_people": ("personnes 1 / 5 / 20", "people 1 / 5 / 20"),
    "of_organisations": ("organisations 1 / 5 / 20", "organisations 1 / 5 / 20"),
    "hidden": (
        "Points de rupture qu'aucun contrat ne nomme (atteints au deuxième maillon ou plus loin)",
        "Points of failure that no contract names (reached at the second link or later)",
    ),
    "loops": ("Boucles de confiance, suivies jusqu'au bout", "Loops of trust, followed to their end"),
    "contradictions": ("Tailles qui se contredisent", "Sizes that contradict each other"),
    "contradiction.1": ("{a} : le minimum dépasse le maximum", "{a}: at least is above at most"),
    "contradiction.2": ("{a} est dans {outer}, qui est plus petit", "{a} lies in {outer}, which is smaller"),
    "contradiction.n": (
        "{a} ne se recoupent pas et sont dans {outer}, plus petit que leur somme",
        "{a} are kept apart and lie in {outer}, which is smaller than their sum",
    ),
    "gone": ("Si {a} disparaît, sans remplaçant ({effect}, au {date})", "If {a} goes and nothing replaces it ({effect}, on {date})"),
    "moved": ("Si tout ce qui se fie à {a} se fie à {b} ({effect}, au {date})", "If all that trusts {a} trusts {b} ({effect}, on {date})"),
    "unchanged": ("Aucun chiffre ne change.", "No figure changes."),
    "cut": ("{n} autres lignes changent (--top)", "{n} more rows change (--top)"),
    "before": ("avant", "before"),
    "after": ("après", "after"),
    "rebuilt": ("l'instantané à côté de la base a été refait : {reason}", "the snapshot beside the store was rebuilt: {reason}"),
    "by_arrays": (
        "le classement se calcule sur des tableaux tirés du registre, non par une requête ; voir docs/exposure.md",
        "rank is computed over arrays subgraph from the ledger, not by a query; see docs/exposure.md",
    ),
    "why": ("Pourquoi {a} ({effect}, au {date})", "Why {a} ({effect}, on {date})"),
    "why.ways": ("Un plus court chemin par ensemble de personnes", "One shortest way per set of people"),
    "why.cut": ("{n} autres chemins ne sont pas montrés (--top)", "{n} more ways are not shown (--top)"),
}
_QUALIFIER = "through the recorded links"


def _t(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][LANGUAGES.index(lang)].format(**values)


def rebuilt_text(reason: Message, lang: str) -> str:
    """That a snapshot's file could not be used, and why."""
    return _t("rebuilt", lang, reason=reason.say(lang))


def by_arrays_text(lang: str) -> str:
    """Why there is no query to show."""
    return _t("by_arrays", lang)


class _Names:
    """Names of nodes in one language; an id that nothing describes stands for itself."""

    def __init__(self, nodes: Mapping[str, Node], lang: str) -> None:
        self.nodes = nodes
        self._lang = lang

    def __call__(self, node_id: str) -> str:
        node = self.nodes.get(node_id)
        return node.called(self._lang) if node else node_id

    def labels(self, node_id: str) -> list[str]:
        node = self.nodes.get(node_id)
        return list(node.labels) if node else []


def named_in(answer: Ranking | WhatIf | Why) -> set[str]:
    """The ids that a document names: fetch their nodes first."""
    match answer:
        case Ranking():
            rows = {r.id for r in (*answer.origins, *answer.hidden)} | {o.id for o in answer.owners}
            return rows | {i for group in (*answer.loops[:20], *answer.contradictions) for i in group}
        case WhatIf():
            return {c.id for c in answer.changes} | set(answer.moved or ()) | {*([answer.gone] if answer.gone else [])}
        case Why():
            return {answer.origin.id} | {end for way in answer.ways for arrow in way for end in (arrow.start, arrow.end)}


def rank_document(answer: Ranking, nodes: Mapping[str, Node], lang: str) -> Document:
    """The ranking, owners, concentration, points that no contract names, loops, contradictions."""
    called = _Names(nodes, lang)
    sections = [Section("", [_t("scope", lang, n=number(answer.ranked_of, lang)), _t("by", lang, by=_t(answer.by.value, lang))])]
    if answer.origins:
        sections[0].table = _ranked_table(answer.origins, called, lang)
    else:
        sections[0].lines.append(_t("none", lang))
    if answer.hidden:
        sections.append(Section(_t("hidden", lang), [], _ranked_table(answer.hidden, called, lang)))
    if answer.owners:
        heads = [_t("owner", lang), _t("people", lang), _t("people-at-most", lang), _t("organisations", lang), _t("subsidiaries", lang)]
        rows = [
            [called(o.id), number(o.people.at_least, lang), _most(o.people, lang), _range(o.organisations, lang), len(o.subsidiaries)]
            for o in answer.owners
        ]
        sections.append(Section(_t("owners", lang), [], Table(heads, rows)))
    if answer.concentration:
        sections.append(
            Section(_t("concentration", lang), [_t("concentration.note", lang)], _concentration_table(answer.concentration, lang))
        )
    if answer.loops:
        lines = [", ".join(called(i) for i in loop[:12]) + (f", … ({len(loop)})" if len(loop) > 12 else "") for loop in answer.loops[:20]]
        sections.append(Section(_t("loops", lang), lines))
    if answer.contradictions:
        sections.append(Section(_t("contradictions", lang), [_contradiction(ids, called, lang) for ids in answer.contradictions]))
    rows_ = Table(
        ["id", "name", "labels", "people_at_least", "people_at_most", "organisations", "organisations_at_most", "unknown", "clients"]
        + ["named_by", "only_people_at_least", "only_organisations"],
        [
            [r.id, called(r.id), called.labels(r.id), r.people.at_least, r.people.at_most, r.organisations.at_least]
            + [r.organisations.at_most, r.unknown, r.clients, r.named_by, r.only_people.at_least, r.only_organisations]
            for r in answer.origins
        ],
    )
    return Document(_title("title", answer.terms, lang), sections, rank_json(answer, nodes), rows_)


def _title(key: str, terms: Terms, lang: str, **values: object) -> str:
    return _t(key, lang, effect=say(terms.effect, lang), date=terms.on.isoformat(), **values)


def _most(bounds: Bounds, lang: str) -> str:
    return _t("open", lang) if bounds.at_most is None else number(bounds.at_most, lang)


def _range(bounds: Bounds, lang: str) -> str:
    low = number(bounds.at_least, lang)
    if bounds.at_most == bounds.at_least:
        return low
    return f"{low} – {number(bounds.at_most, lang)}" if bounds.at_most is not None else f"{low} –"


def _ranked_table(rows: Sequence[Ranked], called: _Names, lang: str) -> Table:
    heads = ["", say("col.name", lang), *(_t(k, lang) for k in ("people", "people-at-most", "organisations", "unknown"))]
    heads += [_t(k, lang) for k in ("only", "only_organisations", "clients", "named_by")]
    return Table(
        heads,
        [
            [
                i,
                called(r.id),
                number(r.people.at_least, lang),
                _most(r.people, lang),
                _range(r.organisations, lang),
                number(r.unknown, lang),
            ]
            + [number(r.only_people.at_least, lang), number(r.only_organisations, lang)]
            + [number(r.clients, lang), number(r.named_by, lang)]
            for i, r in enumerate(rows, 1)
        ],
    )


def _concentration_table(layers: Sequence[Concentrated], lang: str) -> Table:
    def shares(values: Mapping[int, float]) -> str:
        return " / ".join(f"{100 * share:.0f} %" if lang == "fr" else f"{100 * share:.0f}%" for share in values.values())

    def index(value: float | None) -> str:
        return number(round(value), lang) if value is not None else ""

    heads = [_t("layer", lang), _t("suppliers", lang), _t("of_people", lang), "HHI", _t("of_organisations", lang), "HHI"]
    return Table(
        heads,
        [
            [_t(c.layer, lang), c.suppliers, shares(c.top_people), index(c.hhi_people)]
            + [shares(c.top_organisations), index(c.hhi_organisations)]
            for c in layers
        ],
    )


def _contradiction(ids: tuple[str, ...], called: _Names, lang: str) -> str:
    key = f"contradiction.{len(ids) if len(ids) < 3 else 'n'}"
    return _t(key, lang, a=", ".join(called(i) for i in ids[:-1] or ids), outer=called(ids[-1]))


def _bounds_json(bounds: Bounds) -> dict[str, int | None]:
    return {"at_least": bounds.at_least, "at_most": bounds.at_most}


def _row_json(row: Ranked, called: _Names) -> dict[str, Any]:
    node = called.nodes.get(row.id)
    return {
        "id": row.id,
        "name": node.name if node else row.id,
        "labels": called.labels(row.id),
        "people": _bounds_json(row.people),
        "organisations": row.organisations.at_least,
        "organisations_at_most": row.organisations.at_most,
        "unknown": row.unknown,
        "clients": row.clients,
        "named_by": row.named_by,
        "hidden": row.hidden,
        "only_through_it": list(row.only),
        "only_people": _bounds_json(row.only_people),
        "only_organisations": row.only_organisations,
    }


def _terms_json(terms: Terms, by: By | None = None) -> dict[str, Any]:
    said = {"as_of": terms.on.isoformat(), "effect": terms.effect.value, "data": terms.data, "active_only": terms.active_only}
    return said | ({"by": by.value} if by else {}) | {"qualifier": _QUALIFIER}


def rank_json(answer: Ranking, nodes: Mapping[str, Node]) -> dict[str, Any]:
    """The contract of `rank --format json`."""
    called = _Names(nodes, "en")
    return {
        **_terms_json(answer.terms, answer.by),
        "ranked_of": answer.ranked_of,
        "origins": [_row_json(row, called) for row in answer.origins],
        "hidden": [_row_json(row, called) for row in answer.hidden],
        "owners": [
            {
                "id": o.id,
                "name": called(o.id),
                "subsidiaries": list(o.subsidiaries),
                "people": _bounds_json(o.people),
                "organisations": o.organisations.at_least,
                "organisations_at_most": o.organisations.at_most,
            }
            for o in answer.owners
        ],
        "concentration": [
            {
                "layer": c.layer,
                "label": LAYERS[c.layer],
                "suppliers": c.suppliers,
                "top_people": {str(top): share for top, share in c.top_people.items()},
                "top_organisations": {str(top): share for top, share in c.top_organisations.items()},
                "hhi_people": c.hhi_people,
                "hhi_organisations": c.hhi_organisations,
            }
            for c in answer.concentration
        ],
        "loops": [list(loop) for loop in answer.loops],
        "contradictions": [list(ids) for ids in answer.contradictions],
    }


def what_if_document(answer: WhatIf, nodes: Mapping[str, Node], lang: str) -> Document:
    """The ranking as a difference."""
    called = _Names(nodes, lang)
    if answer.moved:
        title = _title("moved", answer.terms, lang, a=called(answer.moved[0]), b=called(answer.moved[1]))
    else:
        title = _title("gone", answer.terms, lang, a=called(answer.gone or ""))
    section = Section("", [] if answer.changes else [_t("unchanged", lang)])
    if answer.changes:
        heads = [say("col.name", lang)]
        heads += [f"{_t(k, lang)}, {_t(w, lang)}" for k in ("people", "people-at-most", "organisations") for w in ("before", "after")]
        section.table = Table(heads, [_changed_row(c, called, lang) for c in answer.changes])
    sections = [section]
    if answer.cut:
        sections.append(Section("", [_t("cut", lang, n=number(answer.cut, lang))]))
    names = _Names(nodes, "en")
    body = {
        **_terms_json(answer.terms, answer.by),
        "gone": answer.gone,
        "moved": list(answer.moved) if answer.moved else None,
        "cut": answer.cut,
        "origins": [{**_row_json(c.after, names), "before": _row_json(c.before, names)} for c in answer.changes],
    }
    rows = Table(
        ["id", "name", "people_at_least_before", "people_at_least_after", "people_at_most_before", "people_at_most_after"]
        + ["organisations_before", "organisations_after"],
        [
            [c.id, called(c.id), c.before.people.at_least, c.after.people.at_least, c.before.people.at_most, c.after.people.at_most]
            + [c.before.organisations.at_least, c.after.organisations.at_least]
            for c in answer.changes
        ],
    )
    return Document(title, sections, body, rows)


def _changed_row(change: ChangedOrigin, called: _Names, lang: str) -> list[str]:
    sides = (change.before, change.after)
    least = [number(side.people.at_least, lang) for side in sides]
    most = [_most(side.people, lang) for side in sides]
    return [called(change.id), *least, *most, *(_range(side.organisations, lang) for side in sides)]


def why_document(answer: Why, nodes: Mapping[str, Node], lang: str) -> Document:
    """One origin with a witness path for each of the largest sets of people behind it."""
    called = _Names(nodes, lang)
    table = _ranked_table([answer.origin], called, lang)
    lines = []
    for way in answer.ways:
        lines.append(called(way[0].start))
        lines += [
            f"  → {say(a.type, lang)} {called(a.end)} · {dates(a, lang, answer.terms.on)} · {say(a.status or 'unknown', lang)}"
            f" · [{', '.join(a.evidence)}]"
            for a in way
        ]
    sections = [Section("", [], table)]
    if lines:
        sections.append(Section(_t("why.ways", lang), lines))
    if answer.cut:
        sections.append(Section("", [_t("why.cut", lang, n=number(answer.cut, lang))]))
    rows = Table(
        ["way", "hop", "from", "arrow", "to", "since", "until", "evidence"],
        [
            [i, k, a.start, a.type, a.end, a.since_edtf, a.until_edtf, list(a.evidence)]
            for i, way in enumerate(answer.ways, 1)
            for k, a in enumerate(way, 1)
        ],
    )
    body = {
        **_terms_json(answer.terms),
        "origin": _row_json(answer.origin, _Names(nodes, "en")),
        "cut": answer.cut,
        "ways": [[arrow_json(a, answer.terms.on) for a in way] for way in answer.ways],
    }
    return Document(_title("why", answer.terms, lang, a=called(answer.origin.id)), sections, body, rows)
