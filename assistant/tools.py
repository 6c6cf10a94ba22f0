"""The tools: each asks the graph with its method of the same name (`maillon.Graph`), and gives what that answers as a `Reply`."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field, WithJsonSchema

from maillon.api.answers import Answer
from maillon.api.graph import Graph
from maillon.assistant.desk import Desk
from maillon.assistant.listed import Listed
from maillon.assistant.messages import messages
from maillon.assistant.replies import Reply, Shown, reply
from maillon.graph.characters import terminal_safe
from maillon.reports.schema import ANSWERS
from maillon.wording import MaillonError

HowMany: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000_000)]
JsonObject: TypeAlias = dict[str, Any]
ITEMS = 10
"""Items of each list, where nobody asks for more."""
ROWS = 10_000
"""Rows of a query, as `maillon cypher` has it."""

_LONGEST_ERROR = 2_000


def _as(command: str) -> Any:
    """The JSON of a command, as its schema says it."""
    return WithJsonSchema(ANSWERS[command])


Done: TypeAlias = Annotated[CallToolResult, Reply[JsonObject]]


class Tools:
    """The methods are the tools; each has the parameters of the graph's method, and those of what is shown (`Shown`)."""

    def __init__(self, desk: Desk, *, most: int, lang: str) -> None:
        """`most` is how many characters of JSON an answer may have; `lang` is `fr` or `en`."""
        self._desk, self._most, self._lang = desk, most, lang

    def _answer(self, ask: Callable[[Graph], Answer], items: int, part: str, skip: int, *, limits_itself: bool = False) -> CallToolResult:
        def asked(graph: Graph) -> str:
            shown = Shown(items=items, part=part, skip=skip)
            return json.dumps(reply(ask(graph), graph.reader, shown, self._most, self._lang).model_dump(mode="json"), ensure_ascii=False)

        try:
            text = self._desk.ask(asked, limits_itself=limits_itself)
        except MaillonError as error:
            raise ToolError(_refused(error, self._lang)) from error
        return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=json.loads(text))

    def status(
        self, items: HowMany = ITEMS, part: str = "", skip: HowMany = 0
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("status")]]]:
        """As `maillon status`."""
        return self._answer(lambda g: g.status(), items, part, skip)

    def find(
        self, text: str, limit: HowMany = 50, items: HowMany = ITEMS, part: str = "", skip: HowMany = 0
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("find")]]]:
        """As `maillon find`."""
        return self._answer(lambda g: g.find(text, limit=limit), items, part, skip)

    def show(
        self, thing: str, as_of: str | None = None, items: HowMany = ITEMS, part: str = "", skip: HowMany = 0
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("show")]]]:
        """As `maillon show`."""
        return self._answer(lambda g: g.show(thing, as_of=as_of), items, part, skip)

    def incident(
        self, incident: str, as_of: str | None = None, items: HowMany = ITEMS, part: str = "", skip: HowMany = 0
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("incident")]]]:
        """As `maillon incident`."""
        return self._answer(lambda g: g.incident(incident, as_of=as_of), items, part, skip)

    def chains(
        self,
        start: str,
        to: str | None = None,
        via: str | None = None,
        data: str | None = None,
        max_hops: HowMany | None = None,
        limit: HowMany = 100,
        stated_only: bool = False,
        confirmed_only: bool = False,
        as_of: str | None = None,
        items: HowMany = ITEMS,
        part: str = "",
        skip: HowMany = 0,
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("chains")]]]:
        """As `maillon chains`."""

        def ask(g: Graph) -> Answer:
            return g.chains(
                start,
                to=to,
                via=via,
                data=data,
                max_hops=max_hops,
                limit=limit,
                stated_only=stated_only,
                confirmed_only=confirmed_only,
                as_of=as_of,
            )

        return self._answer(ask, items, part, skip)

    def blast_radius(
        self,
        origin: str,
        data: str | None = None,
        effect: str | None = None,
        active_only: bool = False,
        from_account_of: str | None = None,
        as_of: str | None = None,
        items: HowMany = ITEMS,
        part: str = "",
        skip: HowMany = 0,
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("blast-radius")]]]:
        """As `maillon blast-radius`."""

        def ask(g: Graph) -> Answer:
            return g.blast_radius(origin, data=data, effect=effect, active_only=active_only, from_account_of=from_account_of, as_of=as_of)

        return self._answer(ask, items, part, skip)

    def concerned(
        self, owner: str, since: str | None = None, as_of: str | None = None, items: HowMany = ITEMS, part: str = "", skip: HowMany = 0
    ) -> Done:
        """As `maillon concerned`."""
        return self._answer(lambda g: g.concerned(owner, since=since, as_of=as_of), items, part, skip)

    def cohort(
        self, population: str, as_of: str | None = None, items: HowMany = ITEMS, part: str = "", skip: HowMany = 0
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("cohort")]]]:
        """As `maillon cohort`."""
        return self._answer(lambda g: g.cohort(population, as_of=as_of), items, part, skip)

    def notifications(
        self, incident: str | None = None, items: HowMany = ITEMS, part: str = "", skip: HowMany = 0
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("notifications")]]]:
        """As `maillon notifications`."""
        return self._answer(lambda g: g.notifications(incident), items, part, skip)

    def rank(
        self,
        by: str = "people",
        type: str | None = None,
        limit: HowMany = 20,
        data: str | None = None,
        effect: str = "confidentiality",
        active_only: bool = False,
        as_of: str | None = None,
        items: HowMany = ITEMS,
        part: str = "",
        skip: HowMany = 0,
    ) -> Done:
        """As `maillon rank`."""

        def ask(g: Graph) -> Answer:
            return g.rank(by=by, type=type, limit=limit, data=data, effect=effect, active_only=active_only, as_of=as_of)

        return self._answer(ask, items, part, skip)

    def questions(self, words: str = "", items: HowMany = 0, part: str = "", skip: HowMany = 0) -> Done:
        """As `maillon query list` and `query search`."""
        return self._answer(lambda g: Listed(tuple(g.questions(words)), words), items, part, skip)

    def question(
        self,
        name: str,
        parameters: dict[str, str] | None = None,
        limit: HowMany = ROWS,
        items: HowMany = ITEMS,
        part: str = "",
        skip: HowMany = 0,
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("query run")]]]:
        """As `maillon query run`."""
        return self._answer(lambda g: g.question(name, parameters, limit=limit, including=g.store.confidential()), items, part, skip)

    def cypher(
        self,
        query: str,
        parameters: dict[str, Any] | None = None,
        limit: HowMany = ROWS,
        items: HowMany = ITEMS,
        part: str = "",
        skip: HowMany = 0,
    ) -> Annotated[CallToolResult, Reply[Annotated[JsonObject, _as("cypher")]]]:
        """As `maillon cypher`."""

        def ask(g: Graph) -> Answer:
            return g.cypher(query, parameters, timeout=self._desk.seconds, limit=limit, including=g.store.confidential())

        return self._answer(ask, items, part, skip, limits_itself=True)


def _refused(error: MaillonError, lang: str) -> str:
    """What an error says, on one line: it may quote names of the data."""
    return terminal_safe(" ".join(error.say(lang).split()))[:_LONGEST_ERROR]


def tools_of(tools: Tools, lang: str) -> list[Tool]:
    """The tools with what each is for and what its parameters mean, in `fr` or `en`."""
    made = []
    for name, method in inspect.getmembers(tools, inspect.ismethod):
        if name.startswith("_"):
            continue
        told = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
        tool = Tool.from_function(method, name=name, description=messages.say(f"tool.{name}", lang), annotations=told)
        for parameter, schema in tool.parameters["properties"].items():
            schema["description"] = messages.say(f"parameter.{parameter}", lang)
        tool.parameters["additionalProperties"] = False
        made.append(tool)
    return made
