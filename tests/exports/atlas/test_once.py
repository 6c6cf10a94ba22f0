"""What several requests share is made once, and nobody waits for what another one wants."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from maillon.exports.atlas.once import Once


def test_those_who_need_one_value_wait_for_it_and_those_who_need_another_do_not() -> None:
    once, begun, go = Once(), threading.Event(), threading.Event()
    made: list[str] = []

    def slow() -> str:
        made.append("slow")
        begun.set()
        assert go.wait(20)
        return "slow"

    got: list[str] = []
    askers = [threading.Thread(target=lambda: got.append(once.get("page", slow, "a", most=5))) for _ in range(3)]
    for asker in askers:
        asker.start()
    assert begun.wait(20)
    assert once.get("page", lambda: "other", "b", most=5) == "other"
    assert once.known("page", "a") is None
    go.set()
    for asker in askers:
        asker.join(20)
    assert (got, made) == (["slow"] * 3, ["slow"])


def test_what_failed_is_made_again_and_of_a_kind_the_oldest_goes_first() -> None:
    once = Once()
    with pytest.raises(ZeroDivisionError):
        once.get("page", lambda: 1 // 0, "a", most=2)
    assert [once.get("page", partial(int, n), str(n), most=2) for n in range(3)] == [0, 1, 2]
    assert [once.known("page", str(n)) for n in range(3)] == [None, 1, 2]
    assert once.get("page", lambda: "a", "a", most=2) == "a"
