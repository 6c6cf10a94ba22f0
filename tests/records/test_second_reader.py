"""What is drawn for a second reader: the same at the same seed, each statement with its place and the pages that it cites."""

from benchmarks.second_reader import drawn, statements


def test_the_same_seed_draws_the_same_statements_and_another_draws_others() -> None:
    first = list(drawn(30, 20))
    assert first == list(drawn(30, 20))
    assert first != list(drawn(31, 20))


def test_each_drawn_statement_has_its_place_and_the_pages_that_it_cites() -> None:
    places = {(record, place): one for record, place, one in statements()}
    for line in drawn(30, 50):
        one = places[line["record"], line["place"]]
        assert len(line["pages"]) == len(one.evidence) > 0
        assert line["says"]
        assert "evidence" not in line["says"]


def test_no_statement_is_drawn_twice() -> None:
    every = list(statements())
    assert len({(record, place) for record, place, _ in every}) == len(every)
