"""What Python is told: parameters and methods, where the line of a command has options and commands; and a stop is a stop.

The rooms below say what to do next in the words of a line (`--as-of`, `maillon find TEXT`). What a caller of the public names
meets says it in the words of Python (`as_of=`, `graph.find(TEXT)`), in both languages.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from maillon.api.messages import messages
from maillon.wording import LANGUAGES, MaillonError, Message

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=type)

_CALLS: dict[str, Callable[..., Any]] = {}
"""What Python calls, as it is written: `graph.find`, `maillon.open`."""

_PARAMETERS = {"with": "including"}
"""Options whose parameters have another name, as far as an error names them."""
_QUESTIONS = {"query list": "questions", "query run": "question"}
_PHRASES = ("again", "load")
"""What else is said in another way: `line.…` and `python.…` in the catalogue."""

_VALUE = r"(?P<gap>\{\w+\})|(?P<plain>\d{4}-\d\d-\d\d)|'(?P<en>[^']*)'|\u00ab (?P<fr>[^\u00bb]*) \u00bb|(?P<word>[A-Z]{2,}\b)"
_OPTION = re.compile(rf"(?<![\w-])--(?P<name>[a-z][a-z-]*)(?:[ ](?P<value>{_VALUE}))?")
_GIVEN = re.compile(r"(?<![\w-])-p \{(\w+)\}=\{(\w+)\}")
_COMMAND = re.compile(
    r"(?<!\w)maillon (?P<name>query list|query run|[a-z]+)"
    r"(?: (?P<out>-o )?(?P<what>\{\w+\}|[A-Z]{2,}\b|timeline|joined))?(?! (?:-|[a-z]+ [A-Z]))(?!\w)"
)


def speaks_python(function: Callable[P, R]) -> Callable[P, R]:
    """A function of the module, whose errors speak Python.

    Raises:
        KeyboardInterrupt: it was stopped while it ran; what broke by that (a driver that was reading) is not shown in its place.
    """
    return _speaking(function, "maillon")


def every_method_speaks_python(cls: C) -> C:
    """A class whose public methods are such functions."""
    for name, method in list(vars(cls).items()):
        if inspect.isfunction(method) and not name.startswith("_"):
            setattr(cls, name, _speaking(method, cls.__name__.lower()))
    return cls


def _speaking(function: Callable[P, R], owner: str) -> Callable[P, R]:
    _CALLS[f"{owner}.{function.__name__}"] = function

    @functools.wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            if _was_stopped(error):
                let_go = getattr(args[0], "_let_go", None) if args else None
                if let_go is not None:
                    let_go()
                if isinstance(error, KeyboardInterrupt):
                    raise
                raise KeyboardInterrupt from error
            if isinstance(error, MaillonError):
                error.message = in_python(error.message)
                error.args = (error.message,)
            raise

    return asked


def _was_stopped(error: BaseException | None) -> bool:
    """Whether an error came of a Ctrl-C that came while another was at work."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        if isinstance(error, KeyboardInterrupt):
            return True
        seen.append(error)
        error = error.__context__  # also where another is named as the cause
    return False


def in_python(message: Message) -> Message:
    """The message with parameters for options and calls for commands; what stands in its gaps stays as it is."""
    return message.turned(_turned)


@functools.lru_cache(maxsize=1024)
def _turned(words: str) -> str:
    for phrase in _PHRASES:
        for lang in LANGUAGES:
            words = words.replace(messages.say(f"line.{phrase}", lang), messages.say(f"python.{phrase}", lang))
    words = _GIVEN.sub(r"{\1}={\2:code}", words)
    return _OPTION.sub(_parameter, _COMMAND.sub(_call, words))


def _call(found: re.Match[str]) -> str:
    name = _QUESTIONS.get(found["name"], found["name"])
    what = found["what"] or ""
    given = f"{what[:-1]}:code}}" if what.startswith("{") else what if what.isupper() or not what else repr(what)
    given = f"output={given}" if found["out"] else given
    called = next((call for call in (f"maillon.{name}", f"graph.{name}") if call in _calls()), None)
    return f"{called}({given})" if called else found[0]


def _parameter(found: re.Match[str]) -> str:
    name = _PARAMETERS.get(found["name"], found["name"].replace("-", "_"))
    known = _parameters()
    if name not in known:
        return found[0]
    value = found["value"]
    if known[name]:
        return f"{name}=True{f' {value}' if value else ''}"
    if value is None:
        return f"{name}="
    if found["gap"]:
        return f"{name}={value[:-1]}:code}}"
    return f"{name}={found['word'] or repr(found['plain'] or found['en'] or found['fr'])}"


def _calls() -> Mapping[str, Callable[..., Any]]:
    import_module("maillon.api.stores")  # its functions are among them, whoever began with a graph
    return _CALLS


@functools.cache
def _parameters() -> Mapping[str, bool]:
    """Every parameter, and whether it is a switch."""

    def found() -> Iterator[tuple[str, bool]]:
        for function in _calls().values():
            for name, parameter in inspect.signature(function).parameters.items():
                yield name, parameter.default is False

    return dict(found())
