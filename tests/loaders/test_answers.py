"""A table of answers: what `duplicates --format csv` writes with a column more, in either language, every row accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.loaders.answers import read_answers
from maillon.loaders.problems import BadInputError


def table(folder: Path, text: str) -> Path:
    path = folder / "answers.csv"
    path.write_text(text, "utf-8")
    return path


def test_ids_alone_or_behind_a_name_and_answers_in_french_or_english_are_read_and_the_sum_holds(tmp_path: Path) -> None:
    read = read_answers(
        table(
            tmp_path,
            "group;one;autre;Réponse\n"
            "1;Viamedis (FR) org:viamedis;org:list/viamedis;la même\n"
            "1;org:a;org:b;Même\n2;org:c;org:d;NON\n3;org:e;org:f;?\n4;org:g;org:h;\n5;org:i;org:i;oui\n6;Weda;org:k;oui\n",
        )
    )
    assert read.given == [
        (3, ("org:a", "org:b"), "same"),
        (4, ("org:c", "org:d"), "not_same"),
        (5, ("org:e", "org:f"), "unsure"),
    ]
    assert [(problem.line, problem.code) for problem in read.refused] == [(2, "answers.word"), (7, "answers.ids"), (8, "answers.ids")]
    assert (read.read, read.blank) == (7, 1)


@pytest.mark.parametrize("text", ["one,other\norg:a,org:b\n", "a,b,answer\norg:a,org:b,same\n"])
def test_a_table_without_one_of_the_three_columns_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInputError, match="three are needed: one, other, answer"):
        read_answers(table(tmp_path, text))
