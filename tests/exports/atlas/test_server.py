"""The atlas live: what it answers, whom it refuses, and what becomes of it when the store changes."""

from __future__ import annotations

import json
import re
import signal
import socket
import sys
from collections.abc import Mapping
from http.client import HTTPConnection

from maillon.graph.store import Store
from tests.support.drawing import draw
from tests.support.places import Place
from tests.support.processes import started
from tests.support.running import maillon


def test_the_live_atlas_reads_only_and_answers_this_machine_only(empty_place: Place, store: Store) -> None:
    draw(store, "population:p insured_by org:insurer", "org:insurer delegates_to org:payer {since: 2020-01-01, until: 2022-12-31}")
    command = [sys.executable, "-m", "maillon", "explore", "--no-browser", "--lang", "en"]
    with started(*command, environment=empty_place.environment) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/en/index", address)
        assert found, address
        port = int(found[1])

        def ask(path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> tuple[int, str, Mapping[str, str]]:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request(method, path, headers={"Accept-Language": "fr", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8"), dict(answer.getheaders())

        assert ask("/")[2]["location"] == "/fr/index"
        status, text, headers = ask("/en/org/payer")
        assert (status, "until the relation ended" in text) == (200, True)
        assert "default-src 'none'" in headers["content-security-policy"]
        then = ask("/en/org/payer?as-of=2021-06-01")[1]
        assert "Is trusted by (1)" in then
        assert "insurer?as-of=2021-06-01" in then, "the day goes with the links"
        assert json.loads(ask("/org/payer.json")[1])["address"] == "org:payer"
        assert [hit["path"] for hit in json.loads(ask("/search.json?q=pay&lang=en")[1])["found"]] == ["org/payer"]
        assert json.loads(ask("/search.json?q=payyer&lang=en")[1])["close"][0]["path"] == "org/payer"
        # the picture leads to pages, and grows by what is around a thing in it
        picture = ask("/en/picture/org/payer")[1]
        assert '"org:insurer":["../../org/insurer","../../picture/org/payer?also=org%3Ainsurer#node=org%3Ainsurer"]' in picture
        assert '"org:insurer":["../../org/insurer",""]' in ask("/en/picture/org/payer?also=org%3Ainsurer%20org%3Agone%20x")[1]
        # wrong addresses, other hosts, other methods
        assert ask("/en/org/gone")[0] == 404
        assert "org/payer" in ask("/en/org/payyer")[1]
        assert ask("/en/query/clients-of?supplier=nobody")[0] == 400
        assert ask("/assets/..%2f..%2fpyproject.toml")[0] == 404
        assert ask("/en/org/")[0] == ask("/en/org")[0] == 200, "the list, also where somebody cuts an address"
        assert [ask(path)[0] for path in ("/en/claim/x", "/en/actor", "/en/org/%00", "/en/%F0%9F")] == [404] * 4
        assert ask("/en/org/payer", headers={"Host": "atlas.example"})[0] == 400
        assert ask("/en/org/payer", "POST")[0] == 405
        # the console reads, and only for whoever opened its address
        query = "/en/console?cypher=MATCH%20(o:Organisation)%20RETURN%20o.id%20AS%20id"
        assert "1 row" not in ask(query, headers={"Sec-Fetch-Site": "cross-site"})[1]
        assert 'href="org/payer"' in ask(query)[1]
        refused = ask("/en/console?cypher=CREATE%20(o:Organisation)")
        assert (refused[0], "CREATE" in refused[1], "not sent" in refused[1]) == (200, True, True)
        assert store.status().nodes["Organisation"] == 2
        # what is loaded meanwhile is on the next page
        draw(store, "org:insurer delegates_to org:other")
        assert ask("/en/org/other")[0] == 200
        # a store that is gone is said to be, on every page; one that is there again is answered from
        if empty_place.directory is not None:
            moved = empty_place.directory.rename(empty_place.directory.with_name("moved"))
            for path in ("/en/index", "/en/org/payer", "/org/payer.json", "/search.json?q=pay&lang=en", "/en/console?cypher=RETURN%201"):
                status, text, _ = ask(path)
                assert (status, "was deleted or replaced" in text) == (503, True), path
            moved.rename(empty_place.directory)
            assert ask("/en/org/other")[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = maillon(None, "explore", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert (ran.code, "cannot be taken" in ran.err, ran.err.count("\n")) == (2, True, 1)
