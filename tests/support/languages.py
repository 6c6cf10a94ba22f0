"""An error in both languages: what a person reads in English, and that the same is said in French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from maillon.wording import MaillonError
from tests.support.spaces import typed


@contextmanager
def refused(kind: type[MaillonError], english: str, french: str) -> Iterator[None]:
    """What is done inside raises `kind`; both texts are patterns that are searched for, as by `pytest.raises`; a space is any space."""
    with pytest.raises(kind, match=english) as caught:
        yield
    said = typed(caught.value.say("fr"))
    assert re.search(french, said), said
    assert caught.value.say("en") == str(caught.value) != caught.value.say("fr")
