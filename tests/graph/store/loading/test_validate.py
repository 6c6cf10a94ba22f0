"""What the model does not allow is refused before anything is sent."""

from __future__ import annotations

import pytest

from maillon.graph.statements import ArrowStatement, NodeStatement, Statement
from maillon.graph.store import RecordRefused
from maillon.graph.store.loading.validate import validate_statement
from tests.support.languages import refused


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (NodeStatement("nobody:a"), "no known prefix"),
        (NodeStatement("org:a", ("Insurer) DETACH DELETE (n",)), "cannot have the role"),
        (NodeStatement("product:a", ("Insurer",)), "cannot have the role"),
        (NodeStatement("org:a", (), {"colour": "red"}), "no property 'colour'"),
        (NodeStatement("org:a", (), {"said": ["x"]}), "no property 'said'"),
        (NodeStatement("org:a", (), {"aliases": ["x", 1]}), "must be string list"),  # type: ignore[dict-item]
        (NodeStatement("org:a", (), {"count_low": 2**70}), "must be integer"),
        (NodeStatement("org:a", (), {"count_as_of": "2025"}), "'count_as_of' of org:a must be date"),
        (ArrowStatement("OWNS", "org:a", "org:b"), "no arrow is called"),
        (ArrowStatement("USES", "org:a", "org:b", ("", "", "")), "no such arrow"),
        (ArrowStatement("USES", "org:a", "product:b", ("",)), "needs the key"),
        (ArrowStatement("USES", "org:a", "product:b", ("", "", ""), {"service": "x"}), "no property 'service'"),
    ],
)
def test_a_statement_that_the_model_does_not_allow_is_refused(statement: Statement, reason: str) -> None:
    with refused(RecordRefused, f"record r: .*{reason}", "fiche r : "):
        validate_statement("r", statement)
