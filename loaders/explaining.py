"""What pydantic finds wrong with a record, in words that its author can act on."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from maillon.graph import records
from maillon.graph.characters import on_one_line
from maillon.graph.privacy import personal_identifier
from maillon.loaders.messages import messages
from maillon.loaders.problems import Problem
from maillon.loaders.yaml_reader import YamlDocument, show_path
from maillon.wording import Message, RefusedError

if TYPE_CHECKING:
    from maillon.yaml_core import YamlPath


def explain(data: Any, error: ValidationError) -> Iterator[tuple[YamlPath, Message]]:
    """Each thing that is wrong: its path in the file, and why. One mistake is reported once, whatever it could have been meant for."""
    found = [(_path_in(data, item), item) for item in error.errors(include_url=False)]
    alternatives = [(path, item) for path, item in found if _is_alternative(item)]
    others = [(path, item) for path, item in found if not _is_alternative(item)]
    for path, item in others:
        reason = _reason(item, path, data)
        words = [a["ctx"]["expected"].strip("'") for where, a in alternatives if where == path]
        yield path, reason.then(messages("field.or_write", allowed=words)) if words else reason
    for path, item in alternatives:
        if not any(where[: len(path)] == path for where, _ in others):
            yield path, _reason(item, path, data)


def _is_alternative(item: Any) -> bool:
    """True for the word that may stand in place of something else (`size: unknown`)."""
    return item["type"] == "literal_error" and str(item["loc"][-1]).startswith("literal[")


def _path_in(data: Any, item: Any) -> YamlPath:
    """The place of an error in the file: pydantic's, without the names of the kinds that it tried there."""
    path: list[str | int] = []
    steps = item["loc"][1:]  # the first is the kind of the document
    for index, step in enumerate(steps):
        missing = item["type"] == "missing" and index == len(steps) - 1
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and isinstance(step, int) and step < len(data)
        if missing or inside:
            path.append(step)
        if inside:
            data = data[step]
    return tuple(path)


def _reason(item: Any, path: YamlPath, data: Any) -> Message:
    kind = item["type"]
    if kind == "extra_forbidden":
        return unknown_field(str(path[-1]), fields_at(path[:-1], data))
    if kind == "missing" and path[-1] == "evidence":
        return messages("field.no_evidence")
    allowed = fields_at(path, data) if kind in _NO_FIELDS else ()
    return reason_of_item(item, _short(item.get("input")), allowed)


def unknown_field(name: str, allowed: Sequence[str]) -> Message:
    """A field that the format does not have, with the nearest that it has."""
    close = difflib.get_close_matches(name, allowed, 1)
    hint = messages("field.hint", close=close[0]) if close else ""
    return messages("field.unknown", hint=hint, allowed=allowed) if allowed else messages("field.useless")


def reason_of_item(item: Any, value: str, allowed: Sequence[str] = ()) -> Message:
    """Why pydantic refuses a value, in our own words; `value` is shown, `allowed` the fields of the group that it should be."""
    kind, context = item["type"], item.get("ctx", {})
    match kind:
        case "missing":
            return messages("field.missing")
        case "union_tag_not_found" | "union_tag_invalid":
            return messages("field.kind", allowed=list(records.RECORD_KINDS))
        case "value_error" if isinstance(context["error"], RefusedError):
            return context["error"].message
        case "string_pattern_mismatch":
            return messages("field.form", value=value, form=form(context["pattern"]))
        case "literal_error" | "enum":
            return messages("field.value", value=value, allowed=re.findall(r"'([^']*)'", context["expected"]))
        case "int_type" | "int_from_float" | "int_parsing":
            return messages("field.no_integer", value=value)
        case "float_type" | "float_parsing" | "finite_number":
            return messages("field.no_number", value=value)
        case "greater_than_equal":
            return messages("field.low", value=value, bound=context["ge"])
        case "less_than_equal":
            return messages("field.high", value=value, bound=context["le"])
        case "too_short":
            return messages("field.empty")
        case "string_too_short":
            return messages("field.short")
        case "string_too_long":
            return messages("field.long", most=context["max_length"])
        case "string_type":
            return messages("field.no_text", value=value)
        case "list_type":
            return messages("field.no_list", value=value)
        case _ if kind in _NO_FIELDS:
            return messages("field.no_mapping", value=value, allowed=allowed)
        case "bool_type" | "bool_parsing":
            return messages("field.no_boolean", value=value)
        case _ if kind.startswith("url_"):
            return messages("field.no_url", value=value)
        case _:
            return messages("field.other", value=value)


_NO_FIELDS = ("model_type", "model_attributes_type", "dict_type", "mapping_type")


def explain_file(document: YamlDocument, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """What is wrong with a file that a person wrote for a loader (a mapping, directions), each at its line and field."""
    found = []
    for item in error.errors(include_url=False):
        path = tuple(item["loc"])
        inside = _inside(model, path[:-1] if item["type"] == "extra_forbidden" else path)
        allowed = [field.alias or name for name, field in inside.model_fields.items()] if inside else []
        if item["type"] == "extra_forbidden":
            reason = unknown_field(str(path[-1]), allowed)
        else:
            reason = reason_of_item(item, _short(item.get("input")), allowed)
        found.append(Problem(document.file, document.line(path), "", show_path(path), reason))
    return found


_CHOICE = re.compile(r"\^\(\?:([a-z|-]+)\):(.+)\$")


def form(pattern: str) -> str | Sequence[str]:
    """A pattern of the record format by example: `org:abc-def`, `abc-def[#locator]`."""
    choice = _CHOICE.fullmatch(pattern)
    if choice:
        return [f"{word}:{_example(choice[2])}" for word in choice[1].split("|")]
    return _example(pattern.removeprefix("^").removesuffix("$"))


_EXAMPLES = {
    records.SLUG: "abc-def",
    records.SET_SLUG: "abc-def",
    "(?:#.+)?": "[#locator]",
    "[A-Za-z0-9-]+": "123456789",
    "[A-Za-z0-9._-]+": "123456789",
    "[A-Za-z]+": "Term",
    "[A-Z]{2}": "FR",
    "[A-Z0-9]{1,3}": "75",
    "[a-z]{2}": "fr",
    r"[A-Za-z0-9-]+(?: [A-Za-z0-9-]+)*": "75012",
    r"(?:malware|hacking|social|misuse|physical|error|environmental|unknown)(?:\.[a-z0-9][a-z0-9 _-]*)?": (
        "malware, hacking, social, misuse, physical, error, environmental, unknown; social.phishing"
    ),
}


def _example(pattern: str) -> str:
    for part, example in sorted(_EXAMPLES.items(), key=lambda pair: -len(pair[0])):
        pattern = pattern.replace(part, example)
    return pattern


_SHOWN = 60
"""Characters of a value that are shown."""


def _short(value: Any) -> str:
    """A value as it was typed, cut; never one that identifies a person."""
    text = json.dumps(value, ensure_ascii=False, default=str)[: 2 * _SHOWN]  # an identifier that begins in what is shown is seen whole
    if personal_identifier(text):
        return "…"
    return on_one_line(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}…")


def fields_at(path: YamlPath, data: Any) -> list[str]:
    """The fields that the format allows at `path` of a document, by walking the models along it."""
    model = _inside(records.RECORD_KINDS.get(data.get("kind")), path)
    return [f.alias or name for name, f in model.model_fields.items()] if model else []


def _inside(model: type[BaseModel] | None, path: YamlPath) -> type[BaseModel] | None:
    """The model of what stands at a path of a document of a model."""
    for part in path:
        if isinstance(part, int) or model is None:
            continue
        info = next((f for n, f in model.model_fields.items() if (f.alias or n) == part), None)
        model = _inner_model(info.annotation) if info else None
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None
