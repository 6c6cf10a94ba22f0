"""What the package holds, and that it works among whatever else is called as its rooms are."""

from __future__ import annotations

import re
import sys
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from zipfile import ZipFile

from hatch_build import index_readme
from tests.packaging.building import ROOMS, Environment, built_wheel, files, hostile_folder, run, unpacked_sdist, works
from tests.support.places import ROOT


def test_the_wheel_puts_one_name_into_an_environment(wheel: Path) -> None:
    assert {name.split("/")[0].partition("-")[0] for name in files(wheel)} == {"maillon"}
    assert not [name for name in files(wheel) if name.endswith((".pyc", ".pth"))]


def test_the_wheel_holds_every_file_of_the_rooms(wheel: Path) -> None:
    entries = [path for name in ROOMS for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])]
    wanted = {f"maillon/{path.relative_to(ROOT).as_posix()}" for path in entries if path.is_file() and path.suffix != ".pyc"}
    assert {name for name in files(wheel) if name.startswith("maillon/")} == wanted
    assert {Path(name).suffix for name in wanted} >= {".py", ".cypher", ".yaml", ".js", ".css", ".typed"}


def test_the_wheel_of_the_source_distribution_holds_the_same_files(wheel: Path, tmp_path: Path) -> None:
    source = unpacked_sdist(tmp_path)
    assert files(built_wheel(source, tmp_path / "wheel")) == files(wheel)
    assert {"CHANGELOG.md", "CITATION.cff", "SECURITY.md", "NOTICE", "tests"} <= {path.name for path in source.iterdir()}
    assert not (source / ".dev").exists()


def test_the_card_of_the_wheel_says_what_it_needs_and_its_licences(wheel: Path) -> None:
    with ZipFile(wheel) as opened:
        (name,) = [name for name in opened.namelist() if name.endswith(".dist-info/METADATA")]
        card = BytesParser(policy=compat32).parsebytes(opened.read(name))
    needed = card.get_all("Requires-Dist", [])
    plain = {line for line in needed if "extra ==" not in line}
    assert not [line for line in plain if line.startswith(("arcadedb", "stix2"))]
    assert [line for line in needed if line.endswith("extra == 'engine'")] == ["arcadedb<27,>=26.11.1.dev2; extra == 'engine'"]
    assert card["Description-Content-Type"] == "text/markdown"
    shown = str(card.get_payload())
    assert "Who trusts whom" in shown
    assert "<!--" not in shown
    assert not re.search(r"\]\((?!https?://|#)", shown), "an index has no pages beside the README"
    folder = name.rpartition("/")[0]
    assert {f"{folder}/licenses/{path}" for path in ("LICENSE", "NOTICE", "records/LICENSE")} <= files(wheel)


def test_commands_and_notebooks_work_among_files_of_the_user_that_are_called_as_the_rooms_are(
    environment: Environment, tmp_path: Path
) -> None:
    works(environment, hostile_folder(tmp_path / "own"))


def test_links_of_the_readme_lead_to_the_repository_once_its_address_is_known() -> None:
    text = "<!-- for us -->\n![chain](docs/chain.svg) [Questions](docs/questions.md) [home](https://example.org) [here](#start)"
    assert index_readme(text, "") == " Questions [home](https://example.org) [here](#start)"
    home = "https://example.org/maillon"
    rest = "[home](https://example.org) [here](#start)"
    turned = f"![chain]({home}/raw/main/docs/chain.svg) [Questions]({home}/blob/main/docs/questions.md) {rest}"
    assert index_readme(text, f"{home}/") == turned


_SCRIPT = """\
import maillon

with maillon.open("store") as graph:
    answer = graph.blast_radius("Viamedis")
    reveal_type(answer)
    answer.people.at_leest
"""


def test_a_type_checker_sees_the_types_of_answers(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(_SCRIPT, encoding="utf-8")
    strict = ("-m", "mypy", "--strict", "--python-executable", str(environment.python), "script.py")
    told = run(sys.executable, *strict, cwd=tmp_path, code=1)
    assert 'script.py:5: note: Revealed type is "maillon.api.answers.BlastRadius"' in told
    assert 'has no attribute "at_leest"' in told
    assert "Found 1 error" in told
