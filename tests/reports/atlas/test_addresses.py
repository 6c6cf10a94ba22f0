"""Where pages are: one path a thing, back and forth, and a file name that every system takes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from maillon.reports.atlas.addresses import WITH_PAGES, Links, id_of, path_of

NAMES = st.text(min_size=1, max_size=60)


@given(st.sampled_from(WITH_PAGES), NAMES)
def test_a_path_leads_back_to_its_thing(prefix: str, name: str) -> None:
    assert id_of(path_of(f"{prefix}:{name}")) == f"{prefix}:{name}"


@given(st.sampled_from(WITH_PAGES), NAMES)
def test_a_path_is_a_link_and_a_file_as_it_stands_and_never_leads_out_of_its_folder(prefix: str, name: str) -> None:
    path = path_of(f"{prefix}:{name}")
    assert re.fullmatch(r"[A-Za-z0-9._~/-]+", path)
    parts = PurePosixPath(path).parts
    assert "/".join(parts) == path
    assert all(not part.startswith(".") for part in parts)


@given(NAMES, NAMES)
def test_two_things_never_share_a_path(one: str, other: str) -> None:
    assert (path_of(f"org:{one}") == path_of(f"org:{other}")) == (one == other)


def test_paths_are_readable() -> None:
    assert path_of("org:siren/552100554") == "org/siren/552100554"
    assert path_of("incident:weda-2025-11") == "incident/weda-2025-11"
    assert id_of("claim/x") is None
    assert id_of("org/") is None
    assert id_of("../etc/passwd") is None


def test_links_are_relative_to_where_a_page_stands() -> None:
    here = Links("org/siren/552100554", "fr")
    assert here.thing("product:weda") == "../../product/weda.html"
    assert here.thing("org:siren/552100554") == ""
    assert here.thing("claim:x") == ""
    assert here.other("en") == "../../../en/org/siren/552100554.html"
    assert here.shared("atlas.css") == "../../../assets/atlas.css"
    assert here.json == "../../../org/siren/552100554.json"
    assert here.here(2) == "../../org/siren/552100554~p2.html"
    assert Links("index", "en").json == "../index.json"
