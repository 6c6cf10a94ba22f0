"""Which data about some people is out: `cohort`."""

from __future__ import annotations

import datetime as dt

from maillon.commands.bilingual import argument, command
from maillon.commands.ending import conclude
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, cypher_option, day_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit


@command("cohort", examples=['maillon cohort "insured of Audiens"', "maillon cohort population:insured-of-la-mutuelle-generale"])
@argument("population", metavar="NAME")
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def cohort(population: str, where: Where, output: Output, as_of: dt.date | None, show_cypher: bool, quiet: bool) -> None:
    """Over all incidents: which data of these people is out, from which breach, how firmly."""
    from maillon.queries.cohort import cohort as gather
    from maillon.queries.find import resolve
    from maillon.queries.nearest import no_incident
    from maillon.reports.cohort import cohort_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        answer = gather(store, resolve(store, population, labels=("Population",)).id, as_of=as_of)
        none = None if answer.links else no_incident(store, answer.population.id, answer.as_of)
    emit(cohort_document(answer, output.words, none), output, counts=True)
    conclude(bool(answer.links), [], output.lang, quiet=quiet)
