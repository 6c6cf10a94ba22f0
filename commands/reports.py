"""Answers to hand over: cohort, notifications, diff, report."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.base import answer_options, emit, language, output_options, reading, remark, shared, store_options, write_file
from maillon.commands.wrong_use import wrong_use

if TYPE_CHECKING:
    from maillon.queries.diff import Side


@click.command()
@click.argument("population")
@answer_options
def cohort(population: str) -> None:
    """Over all incidents: which data about these people is out, from which breach, how firmly, and since when.

    \b
    maillon cohort "insured of Audiens"
    maillon cohort population:insured-of-la-mutuelle-generale
    """
    from maillon.queries.cohort import cohort as gather
    from maillon.queries.find import resolve
    from maillon.reports.cohort import cohort_document

    with reading() as store:
        answer = gather(store, resolve(store, population, labels=("Population",)).id, as_of=shared().as_of)
    emit(cohort_document(answer, language()))


@click.command()
@click.argument("incident_id", metavar="[INCIDENT]", required=False)
@answer_options
def notifications(incident_id: str | None) -> None:
    """Who knew when and told whom after how many hours, against the 72 h of GDPR art. 33(1); all incidents, or one.

    \b
    maillon notifications
    maillon notifications medecindirect-2025-11
    """
    from maillon.queries.find import resolve
    from maillon.queries.notification_clock import all_clocks, notification_clock
    from maillon.reports.notifications import notifications_document

    with reading() as store:
        if incident_id is None:
            found = all_clocks(store)
        else:
            found = [notification_clock(store, resolve(store, incident_id, labels=("Incident",)).id)]
    emit(notifications_document(found, language()))


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--of", "of", metavar="X", help="Only what touches X.")
@store_options
@output_options
def diff(before: str, after: str, of: str | None) -> None:
    """What changed from A to B: two days of the store (2023-12-31), or two files of `export json`.

    \b
    maillon diff 2023-12-31 2024-03-01
    maillon diff 2023-12-31 2024-03-01 --of Viamedis
    maillon diff before.json after.json
    """
    from maillon.queries.diff import diff as compare
    from maillon.queries.find import resolve
    from maillon.reports.diff import diff_document

    days = [_day(text) for text in (before, after)]
    if (days[0] is None) != (days[1] is None):
        raise click.UsageError(wrong_use("diff.sides", a=before, b=after))
    with ExitStack() as stack:
        if days[0] is not None and days[1] is not None:
            store = stack.enter_context(reading())
            from maillon.queries.diff import side

            left, right = (side(store, day.isoformat(), day, dated=True) for day in (days[0], days[1]))
            wanted = resolve(store, of).id if of else None
        else:
            left, right = _file(before), _file(after)
            wanted = of
    emit(diff_document(compare(left, right, of=wanted), language()))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _file(name: str) -> Side:
    from maillon.exports.maillon_json import read_file
    from maillon.queries.diff import side

    return side(read_file(Path(name)), name, dt.date.today(), dated=False)


@click.command()
@click.argument("kind", type=click.Choice(("incident", "supplier", "exposure")))
@click.argument("thing", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file; .md or .html by its ending.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Judge relations on that day (default: today).")
@click.option("--lang", type=click.Choice(("fr", "en")), envvar="MAILLON_LANG", help="Language of the document.")
@click.option("--quiet", is_flag=True, help="No remarks.")
@store_options
def report(kind: str, thing: str, output: Path, as_of: dt.datetime | None, lang: str | None, quiet: bool) -> None:
    """A document to hand over: an incident, a supplier, or the exposure of an insurer or hospital.

    \b
    maillon report incident medecindirect-2025-11 -o medecindirect.html
    maillon report supplier Viamedis -o viamedis.md
    maillon report exposure Mutami -o mutami.html --lang fr
    """
    from maillon.queries.dossier import gather_dossier
    from maillon.queries.find import resolve
    from maillon.reports.dossiers import render_dossier, worded_dossier

    if output.suffix not in (".md", ".html"):
        raise click.UsageError(wrong_use("report.ending", path=output))
    options = shared()
    options.quiet, options.lang = quiet, lang or ""
    with reading() as store:
        labels = {"incident": ("Incident",), "supplier": ("Organisation", "Product")}.get(kind, ("Organisation",))
        node = resolve(store, thing, labels=None if ":" in thing else labels)
        found = gather_dossier(store, kind, node.id, as_of.date() if as_of else dt.date.today())
    write_file(output, render_dossier(worded_dossier(found, language()), output.suffix[1:], [text for text, _ in options.asked]))
    remark(str(output))
