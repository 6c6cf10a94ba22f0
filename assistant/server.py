"""The server: tools and the model over standard input and output. Nothing is written, and nothing goes over a network."""

from __future__ import annotations

import difflib
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.resources import TextResource
from mcp.types import CallToolResult, InputRequiredResult

from maillon import __version__
from maillon.assistant.desk import Desk
from maillon.assistant.messages import messages
from maillon.assistant.tools import Tools, tools_of
from maillon.reports.document import render
from maillon.reports.schema import model_document

MODEL = "maillon://model"
"""The address of the resource that says what labels, relations and properties mean."""


class AssistantServer(MCPServer[None]):
    """Refuses a tool or a parameter that there is not, with what there is: left out in silence it would change the question."""

    def __init__(self, desk: Desk, *, most: int, lang: str) -> None:
        """As `Tools`."""
        self._lang = lang
        self._asked = tools_of(Tools(desk, most=most, lang=lang), lang)
        model = TextResource(
            uri=MODEL,
            name="model",
            title=messages.say("model.title", lang),
            description=messages.say("model.about", lang),
            mime_type="text/markdown",
            text=render(model_document(), "md"),
        )
        super().__init__(
            "maillon",
            title="maillon",
            instructions=messages.say("instructions", lang, model=MODEL),
            version=__version__,
            tools=self._asked,
            resources=[model],
            log_level="ERROR",
        )

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """As the SDK, for the tools and parameters that there are."""
        known = {tool.name: list(tool.parameters["properties"]) for tool in self._asked}
        if name not in known:
            close = difflib.get_close_matches(name, known, 3) or messages("tool.none_close")
            raise ToolError(messages.say("tool.unknown", self._lang, name=name[:80], close=close, known=list(known)))
        for argument in arguments:
            if argument not in known[name]:
                raise ToolError(messages.say("argument.unknown", self._lang, tool=name, name=argument[:80], known=known[name]))
        return await super().call_tool(name, arguments, context)
