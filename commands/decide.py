"""Which organisations are one, pair by pair: `decide`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillon.commands.asking import make_sure
from maillon.commands.bilingual import argument, command, language, option
from maillon.commands.exit_codes import NO, NOTHING_LOADED, SOME_REFUSED
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Where, file_option, lang_option, quiet_option, store_options, yes_option
from maillon.commands.paths import FilePath
from maillon.commands.printing import print_text, remark, write_file
from maillon.graph.characters import terminal_safe

if TYPE_CHECKING:
    from maillon.graph.records import Decision
    from maillon.graph.statements import Kept
    from maillon.graph.store import Store
    from maillon.queries.deciding import PairAnswer, Questions
    from maillon.queries.resolution.candidates import Candidate
    from maillon.queries.resolution.tiers import Pair

DECIDED = "decided"
"""The data set of what was decided here; `maillon unload decided` takes it all back."""


@command(
    "decide",
    examples=[
        "maillon decide",
        'maillon decide Mutami --who "data-protection team"',
        'maillon decide --from answers.csv --who "data-protection team" -o decisions.yaml',
        'maillon decide --rule same-identifier --who "data-protection team" --yes',
    ],
)
@argument("owner", metavar="[NAME]", required=False)
@option("--from", "answers", type=FilePath(), metavar="FILE", text="decide.from")
@option("--rule", type=click.Choice(("same-identifier", "same-name-and-country")), text="decide.rule")
@option("--who", metavar="TEXT", text="decide.who")
@file_option("decide.output")
@yes_option
@lang_option()
@quiet_option
@store_options
def decide(
    owner: str | None,
    answers: Path | None,
    rule: str | None,
    who: str | None,
    output: Path | None,
    yes: bool,
    lang: str,
    quiet: bool,
    where: Where,
) -> None:
    """Walk through the proposed pairs, or take answers from a table or a rule; each takes effect at once."""
    if answers is not None and rule is not None:
        raise click.UsageError(messages("decide.one"))
    if output is not None and output.exists():
        make_sure(messages("file.there", path=output), yes=yes)
    with opened(where, quiet=quiet) as store:
        sitting = _Sitting(store, output, lang, quiet=quiet)
        if answers is not None:
            code = sitting.take(answers, _decider(who, sitting))
        elif rule is not None:
            code = sitting.by_rule(rule, sitting.pairs(owner), lambda: _decider(who, sitting), yes=yes)
        else:
            code = sitting.ask(owner, lambda: _decider(who, sitting))
        sitting.end(interactive=answers is None and rule is None)
    if code:
        sys.exit(code)


def _decider(who: str | None, sitting: _Sitting) -> str:
    """Who decides: a group or role, whose name is kept. A person at a terminal is asked, and may keep who decided last.

    Raises:
        click.UsageError: nobody says it, or it is the name of a person.
    """
    from maillon.loaders.names import person_in

    if not who and not _someone_sits_there():
        raise click.UsageError(messages("decide.who_missing"))
    told = who or str(click.prompt(messages.say("decide.who_asked", language()), default=sitting.decided_last, err=True))
    if person_in(told):
        raise click.UsageError(messages("decide.person"))
    return told


def _someone_sits_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


class _Sitting:
    """What is decided in one run, beside what was decided here before: kept in the store with each answer, and in a file that is named."""

    def __init__(self, store: Store, output: Path | None, lang: str, *, quiet: bool) -> None:
        from maillon.queries.cypher_reader import CypherReader

        self._store, self._output, self._lang, self._quiet = store, output, lang, quiet
        self._reader = CypherReader(store)
        self._known = any(found.id == DECIDED for found in store.datasets())
        self._kept: dict[str, Sequence[Kept]] = dict(store.recorded(DECIDED)) if self._known else {}
        self._new: list[str] = []

    @property
    def decided_last(self) -> str | None:
        """Who took the latest of the decisions kept here."""
        by = [(data["on"], data["decided_by"]) for data in self._written()]
        return max(by)[1] if by else None

    def pairs(self, owner: str | None) -> list[Pair]:
        """What is to be decided, of all organisations or of those whom one trusts."""
        from maillon.queries.deciding import pairs_to_decide
        from maillon.queries.find import resolve

        return pairs_to_decide(self._reader, resolve(self._reader, owner, labels=("Organisation",)).id if owner else None)

    def take(self, path: Path, who: str) -> int:
        """Answers from a table. What names no organisation of the graph, or contradicts a row above, is refused."""
        from maillon.loaders.answers import read_answers
        from maillon.loaders.problems import Problem
        from maillon.queries.deciding import PairAnswer, what_is_decided

        read = read_answers(path)
        rows = read.read
        there = what_is_decided(self._reader)
        decided = {frozenset(data[verdict]) for data in self._written() for verdict in PairAnswer if data.get(verdict)}
        again = 0
        said: dict[frozenset[str], str] = {}
        taken: list[tuple[Candidate, Candidate, PairAnswer]] = []
        for line, ids, verdict in read.given:
            missing = [i for i in ids if i not in there]
            if missing and frozenset(ids) in decided and said.setdefault(frozenset(ids), verdict) == verdict == PairAnswer.SAME:
                again += 1  # they are one already, so that one of them is no more
            elif missing or said.setdefault(frozenset(ids), verdict) != verdict:
                reason = messages("decide.unknown", ids=missing) if missing else messages("decide.twice")
                read.refused.append(Problem(str(path), line, "", "", reason))
            else:
                taken.append((there[ids[0]], there[ids[1]], PairAnswer(verdict)))
        for one, other, answer in taken:
            self._note(one, other, answer, who)
        if taken:
            self._save()
        for problem in sorted(read.refused):
            remark(problem.say(self._lang), quiet=False)
        counts = {"read": rows, "used": len(taken) + again, "refused": len(read.refused)}
        remark(messages.say("decide.rows", self._lang, blank=read.blank, **counts), quiet=self._quiet)
        return 0 if not read.refused else SOME_REFUSED if taken or again else NOTHING_LOADED

    def by_rule(self, rule: str, pairs: Sequence[Pair], who: Callable[[], str], *, yes: bool) -> int:
        """All pairs of which a rule holds, with one question, after they were shown."""
        from maillon.queries.deciding import BATCH_RULES, PairAnswer
        from maillon.reports.deciding import pairs_table
        from maillon.reports.document import Document, Section, render

        found = [pair for pair in pairs if BATCH_RULES[rule](pair)]
        if not found:
            remark(messages.say("decide.none", self._lang), quiet=self._quiet)
            return NO
        document = Document(messages.say("decide.list", self._lang, n=len(found)), [Section("", [], pairs_table(found, self._lang))], {})
        remark(render(document, "table", lang=self._lang), quiet=self._quiet)
        make_sure(messages("decide.sure", n=len(found)), yes=yes)
        decider = who()
        for pair in found:
            self._note(pair.one, pair.other, PairAnswer.SAME, decider)
        self._save()
        return 0

    def ask(self, owner: str | None, who: Callable[[], str]) -> int:
        """Pair by pair, one key an answer; with nothing left, what was decided before can still be taken back."""
        pairs = self.pairs(owner)
        if not pairs and not (self._kept and _someone_sits_there()):
            remark(messages.say("decide.none", self._lang), quiet=self._quiet)
            return NO
        if not _someone_sits_there():
            raise click.UsageError(messages("decide.nobody"))
        self._walk(owner, pairs, who())
        return 0

    def _walk(self, owner: str | None, pairs: Sequence[Pair], who: str) -> None:
        from maillon.queries.deciding import PairAnswer, Questions, sides
        from maillon.reports.deciding import pair_lines

        keys = {messages.say(f"decide.key.{v}", self._lang): v for v in PairAnswer}
        later, undo, leave = (messages.say(f"decide.key.{name}", self._lang) for name in ("later", "undo", "quit"))
        questions = Questions(pairs)
        asked = 1

        def take_back() -> None:
            nonlocal questions, asked
            if self._undo(questions):
                asked -= 1
            elif self._undo_earlier():
                put_off = {pair.ids for pair in questions.put_off}
                questions = Questions([pair for pair in self.pairs(owner) if pair.ids not in put_off])

        while True:
            left = questions.left
            if not left:
                click.echo("\n" + messages.say("decide.all", self._lang), err=True)
                if self._key({undo, leave}) == leave:
                    return
                take_back()
                continue
            pair = left[0]
            for line in ["", *pair_lines(pair, sides(self._reader, pair.ids), asked, asked + len(left) - 1, self._lang)]:
                click.echo(terminal_safe(line), err=True)
            key = self._key({*keys, later, undo, leave})
            if key == leave:
                return
            if key == undo:
                take_back()
                continue
            verdict = keys.get(key)
            questions.answer(pair, verdict)
            asked += 1
            if verdict is not None:
                self._note(pair.one, pair.other, verdict, who)
                self._save()

    def _undo(self, questions: Questions) -> bool:
        """Take the last answer of the sitting back, also from the store; whether there was one."""
        before = questions.take_back()
        if before is not None and before[1] is not None:
            self._kept.pop(self._new.pop())
            self._save()
        return before is not None

    def _undo_earlier(self) -> bool:
        """Offer what was decided in earlier sittings, the latest day first, until one is taken back; whether one was.

        Which of a day was the last nobody noted, so each is shown, and asked about.
        """
        from maillon.graph.statements import WrittenRecord

        undo, other, keep = (messages.say(f"decide.key.{name}", self._lang) for name in ("undo", "later", "quit"))
        earlier = [(i, s.data) for i, kept in self._kept.items() if i not in self._new for s in kept if isinstance(s, WrittenRecord)]
        for identifier, data in sorted(earlier, key=lambda one: (str(one[1]["on"]), one[0]), reverse=True):
            verdict = next(name for name in ("same", "not_same", "unsure") if data.get(name))
            named = [about.get("name") or about["id"] for about in data.get("about") or ()] or data[verdict]
            told = messages.say(f"load.{verdict}", self._lang)
            text = messages.say("decide.earlier", self._lang, names=named, verdict=told, by=data["decided_by"], on=data["on"])
            click.echo(terminal_safe(f"\n{text}"), err=True)
            click.echo(messages.say("decide.earlier_keys", self._lang) + " ", err=True, nl=False)
            key = self._key({undo, other, keep}, told=True)
            if key == undo:
                self._kept.pop(identifier)
                self._save()
                return True
            if key == keep:
                return False
        click.echo(messages.say("decide.earlier_none", self._lang), err=True)
        return False

    def _key(self, known: set[str], *, told: bool = False) -> str:
        """A key that means something; the end of input, and Ctrl-C, leave. Which there are is said, unless it was `told` already."""
        if not told:
            click.echo(messages.say("decide.keys", self._lang) + " ", err=True, nl=False)
        while True:
            try:
                key = click.getchar().lower()
            except (EOFError, KeyboardInterrupt):
                key = messages.say("decide.key.quit", self._lang)
            if key in known:
                click.echo(key, err=True)
                return key

    def _note(self, one: Candidate, other: Candidate, verdict: PairAnswer, who: str) -> None:
        from maillon.graph.projection import project_and_keep

        decision = _decision(one, other, verdict, who)
        self._kept[decision.id] = project_and_keep(decision)
        self._new.append(decision.id)

    def _save(self) -> None:
        """Keep it in the store, where it takes effect, and in the file. Decisions name what they are about: of a confidential list, too."""
        title = messages.say("decide.title", self._lang)
        confidential = bool(self._store.confidential())
        self._store.load(DECIDED, list(self._kept.items()), loader="records", title=title, confidential=confidential)
        self._known = True
        if self._output is not None:
            write_file(self._output, [self._file()])

    def _written(self) -> list[dict[str, Any]]:
        from maillon.graph.statements import WrittenRecord

        return [dict(s.data) for kept in self._kept.values() for s in kept if isinstance(s, WrittenRecord)]

    def _file(self) -> str:
        """All that is decided here, as a file of decisions."""
        from maillon.yaml_core import dump

        entries = [{name: value for name, value in data.items() if name != "kind"} for data in self._written()]
        return dump({"kind": "decisions", "entries": sorted(entries, key=lambda e: (e["on"], str(e)))})

    def end(self, *, interactive: bool) -> None:
        """Say what was decided, and hand the file on: to standard output where no file is named, unless a person sits there.

        Where nothing was ever decided there is neither: `load` refuses a file of no decisions, and `unload` a data set that is not there.
        """
        if not self._known:
            return
        counts = {"n": len(self._new), "kept": len(self._kept)}
        remark(messages.say("decide.done", self._lang, dataset=DECIDED, **counts), quiet=self._quiet)
        if self._output is not None:
            remark(str(self._output), quiet=self._quiet)
        elif not (interactive and sys.stdout.isatty()):
            print_text(self._file(), None)


def _decision(one: Candidate, other: Candidate, verdict: PairAnswer, who: str) -> Decision:
    from pydantic import ValidationError

    from maillon.loaders.rejecting import problems_of
    from maillon.reports.deciding import decision_of

    try:
        return decision_of(one, other, verdict, who, dt.date.today())
    except ValidationError as error:
        raise click.UsageError(messages("decide.who_refused", reason=problems_of(error, "", 0, "")[0].reason)) from error
