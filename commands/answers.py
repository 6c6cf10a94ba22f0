"""Commands that answer: find, show, chains, blast-radius, incident."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from maillon.commands.base import NO, answer_options, emit, language, reading, shared

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Most things listed.")
@answer_options
def find(text: str, limit: int) -> None:
    """Search names, aliases and identifiers; accents and case do not matter. Exits with 1 if nothing is found.

    \b
    maillon find medecindirect
    maillon find "508 346 673"
    """
    from maillon.queries.find import find as search
    from maillon.reports.find import find_document

    with reading() as store:
        matches = search(store, text, limit=limit)
    emit(find_document(text, matches, language()))
    sys.exit(0 if matches else NO)


@click.command()
@click.argument("thing")
@answer_options
def show(thing: str) -> None:
    """All that is known of one thing: what is said of it, its relations and incidents, with evidence.

    \b
    maillon show Viamedis
    maillon show source:cnil-2025-11
    """
    from maillon.queries.find import resolve
    from maillon.queries.show import show as gather
    from maillon.reports.show import show_document

    with reading() as store:
        answer = gather(store, resolve(store, thing).id)
    emit(show_document(answer, language(), shared().as_of))


@click.command()
@click.argument("start", metavar="FROM")
@click.option("--to", metavar="X", help="Only chains that end there.")
@click.option("--via", metavar="X", help="Only chains that pass there.")
@click.option("--data", metavar="CAT", help="Only chains along which this kind of data can flow.")
@click.option("--max-hops", type=click.IntRange(1, 100), help="Longest chain, in relations.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="Most chains shown.")
@click.option("--stated-only", is_flag=True, help="Leave out chains composed of several contracts.")
@click.option("--confirmed-only", is_flag=True, help="Follow only confirmed relations.")
@answer_options
def chains(
    start: str, to: str | None, via: str | None, data: str | None, max_hops: int | None, limit: int, stated_only: bool, confirmed_only: bool
) -> None:
    """Delegated-trust chains: whom FROM trusts, whom those trust, and so on, each hop with its dates and evidence.

    \b
    maillon chains "insured of Audiens"
    maillon chains population:insured-of-mutami-2016-2023 --via Viamedis --as-of 2024-01-22
    """
    from maillon.queries.chains import chains as search
    from maillon.queries.find import resolve
    from maillon.reports.chains import chains_document

    with reading() as store:
        answer = search(
            store,
            resolve(store, start, labels=("Population", "Organisation", "Product")).id,
            to=resolve(store, to).id if to else None,
            via=resolve(store, via).id if via else None,
            data=_category(store, data),
            max_hops=max_hops,
            limit=limit,
            as_of=shared().as_of,
            stated_only=stated_only,
            confirmed_only=confirmed_only,
        )
    emit(chains_document(answer, language()))


@click.command("blast-radius")
@click.argument("origin")
@click.option("--data", metavar="CAT", help="Only this kind of data.")
@click.option(
    "--effect",
    type=click.Choice(("confidentiality", "integrity", "availability")),
    help="What breaks (default: confidentiality, or what an incident had). Relations that had ended still count for confidentiality.",
)
@click.option("--active-only", is_flag=True, help="Relations that had ended do not count.")
@click.option("--from-account-of", metavar="X", help="The door is X's account on the product: who else is behind it.")
@answer_options
def blast_radius(origin: str, data: str | None, effect: str | None, active_only: bool, from_account_of: str | None) -> None:
    """Who is exposed if ORIGIN (an organisation, product or incident) breaks, and how many people: honest bounds.

    \b
    maillon blast-radius Viamedis --as-of 2024-01-22
    maillon blast-radius Weda --effect availability
    maillon blast-radius product:weda --from-account-of org:practice-of-first-weda-account
    """
    from maillon.graph.model import Effect
    from maillon.queries.blast_radius import blast_radius as compute
    from maillon.queries.find import resolve
    from maillon.reports.blast_radius import blast_document

    with reading() as store:
        answer = compute(
            store,
            resolve(store, origin, labels=("Organisation", "Product", "Incident")).id,
            as_of=shared().as_of,
            effect=Effect(effect) if effect else None,
            data=_category(store, data),
            active_only=active_only,
            account_of=resolve(store, from_account_of, labels=("Organisation",)).id if from_account_of else None,
        )
    emit(blast_document(answer, language()))


@click.command()
@click.argument("incident_id", metavar="ID")
@answer_options
def incident(incident_id: str) -> None:
    """What was said of an incident (claims, conflicts), who was hit, who told whom when, what stays open.

    \b
    maillon incident medecindirect-2025-11
    """
    from maillon.queries.find import resolve
    from maillon.queries.incident import incident as gather
    from maillon.reports.incident import incident_document

    with reading() as store:
        answer = gather(store, resolve(store, incident_id, labels=("Incident",)).id)
    emit(incident_document(answer, language()))


def _category(store: CypherReader, data: str | None) -> str | None:
    from maillon.queries.find import resolve

    return resolve(store, data, labels=("DataCategory",)).id.partition(":")[2] if data else None
