"""Every question of the library as a person runs it: in every format and both languages, each column with a head that is a text."""

from __future__ import annotations

import csv
import io
import json

import pytest

from maillon.queries.library import Question, library
from tests.expected import examples
from tests.support.places import Place
from tests.support.running import maillon


@pytest.mark.parametrize("asked", library().values(), ids=library())
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_question_answers_in_every_format(corpus_place: Place, asked: Question, lang: str) -> None:
    given = [text for name, example in examples(asked).items() for text in ("-p", f"{name}={example}")]
    out = {}
    for form in ("table", "json", "csv", "md"):
        ran = maillon(corpus_place, "query", "run", asked.name, *given, "--format", form, "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        out[form] = ran.out
    both = {column[:-3] for column in asked.columns if column.endswith("_fr") and f"{column[:-3]}_en" in asked.columns}
    heads = [
        words[lang].removesuffix(f" ({lang})") if column[:-3] in both else words[lang]
        for column, words in asked.columns.items()
        if column[:-3] not in both or column.endswith(lang)
    ]
    assert json.loads(out["json"])["columns"] == list(asked.columns)
    assert next(csv.reader(io.StringIO(out["csv"]))) == list(asked.columns)
    assert f"| {' | '.join(heads)} |" in out["md"].splitlines()
    assert asked.title[lang] in out["table"]
    assert [head for head in heads if head.split()[0] not in out["table"]] == []
