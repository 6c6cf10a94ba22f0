"""What breaks a text that should be YAML, in the language of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillon.graph.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message
    from maillon.yaml_core import YamlError


def what_breaks(error: YamlError) -> Message:
    """Of a text that is `broken`: what is wrong, and what to do about it."""
    return messages(f"yaml.{error.detail}")
