"""Run every measurement, one after the other, and write the table into README.md: `python -m benchmarks [FOLDER]`.

A file `Packages` of Debian in the folder is measured too (`benchmarks/README.md` says how to get one); what this machine lacks
is named in the table. The country is loaded into its store once per folder and used again.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

README = Path(__file__).with_name("README.md")
ORDER = ("generate", "load", "pull", "one", "many", "everyone", "tenfold", "apart", "debian", "neo4j")
_BEGIN, _END = "<!-- measured -->\n", "<!-- /measured -->\n"
_PACKAGES = ("numpy", "scipy", "networkx", "arcadedb", "neo4j")


def main() -> None:
    """Measure and write. Figures of steps that ran before stand in `results.json` of the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "maillon-benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {}
    for step in ORDER:
        if step == "debian" and not (folder / "Packages").exists():
            results[step] = {"skipped": "no file Packages in the folder"}
        else:
            print(f"{step} …", file=sys.stderr, flush=True)
            run = subprocess.run([sys.executable, "-m", "benchmarks.steps", step, str(folder)], capture_output=True, text=True, check=False)
            results[step] = (
                json.loads(run.stdout) if run.returncode == 0 else {"skipped": f"it failed: {run.stderr.strip().splitlines()[-1]}"}
            )
        (folder / "results.json").write_text(json.dumps(results))
    write(results)


def write(results: dict[str, Any]) -> None:
    """Put the table between its marks in README.md."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    after = rest.partition(_END)[2]
    README.write_text(f"{before}{_BEGIN}{table(results)}{_END}{after}", encoding="utf-8")


def table(results: dict[str, Any]) -> str:
    """The figures as Markdown; what was not measured is a dash, and says why below."""
    one, many, neo4j = (results.get(step, {}) for step in ("one", "many", "neo4j"))
    pull, everyone, tenfold, apart, debian = (results.get(step, {}) for step in ("pull", "everyone", "tenfold", "apart", "debian"))
    country = results.get("generate", {})
    asked = True if "equal" in many else None
    rows: list[tuple[str, str, str, str]] = [
        ("one origin, 6 hops, in force on a day", _s(one.get("seconds")), "Neo4j, Cypher", _against(neo4j.get("one"), one.get("seconds"))),
        ("the same, as a next question", _s(one.get("next")), "", _against(neo4j.get("one"), one.get("next"))),
        ("200 origins, 6 hops", _s(many.get("undated")), "Neo4j, Cypher", _against(neo4j.get("many"), many.get("undated"))),
        (
            "200 origins, any number of hops, in force on a day, as a next question",
            _s(many.get("next")),
            "scipy, a search each on a matrix built before",
            _against(many.get("scipy"), many.get("next")),
        ),
        ("the same", "", "networkx, a search each", _against(many.get("networkx"), many.get("next"))),
        (
            "the same, the relations of the day picked out first",
            _s(many.get("unlimited")),
            "scipy, building the matrix too",
            _against(many.get("scipy whole"), many.get("unlimited")),
        ),
        (f"all {_n(everyone.get('origins'))} origins, every rule, people and organisations", _s(everyone.get("seconds")), "", ""),
        ("the whole of `maillon rank` after the snapshot", _s(everyone.get("rank")), "", ""),
        ("snapshot from the embedded store", _s(pull.get("pull")), "", ""),
        ("snapshot from its file", _s(pull.get("cached")), "", ""),
        *(
            (f"ten countries: {question}", _s(times[1]), "one country, in turn", _over(times[1], times[0]))
            for question, times in (
                (f"one origin, 6 hops ({_n(tenfold.get('arrows'))} relations)", tenfold.get("one")),
                ("200 origins, 6 hops", tenfold.get("six")),
                (f"all {_n(tenfold.get('origins'))} origins, every rule, people and organisations", tenfold.get("everyone")),
                (f"all {_n(apart.get('origins'))} origins where they share nothing", apart.get("everyone")),
            )
            if times
        ),
        (
            f"Debian: all {_n(debian.get('origins'))} origins ({_n(debian.get('nodes'))} nodes, {_n(debian.get('arrows'))} relations, "
            f"{_n(debian.get('loops'))} loops)",
            _s(debian.get("everyone")),
            "",
            "",
        ),
    ]
    peaks = {
        step: results[step]["peak_mb"] for step in ("pull", "many", "everyone", "tenfold", "apart") if "peak_mb" in results.get(step, {})
    }
    lines = [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        + ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
        + (f", {neo4j['version']}" if "version" in neo4j else ""),
        "",
        f"One country: {_n(country.get('nodes'))} nodes, {_n(country.get('arrows'))} relations.",
        "",
        "| question | maillon | peer | its time, and how many times maillon's |",
        "| --- | ---: | --- | ---: |",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
        "Peak memory of the process: " + ", ".join(f"{step} {peak} MB" for step, peak in peaks.items()) + ".",
        "",
        f"Counts equal to Neo4j's: one origin {_equal(one.get('count'), neo4j.get('count'))}, 200 origins "
        f"{_equal(many.get('undated counts'), neo4j.get('counts'))}; to scipy's and networkx's: {_equal(many.get('equal'), asked)}.",
        "",
        *(f"- {step}: {figures['skipped']}" for step, figures in results.items() if "skipped" in figures),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _s(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.2g} s" if seconds < 10 else f"{seconds:.0f} s"


def _n(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"


def _against(peer: float | None, ours: float | None) -> str:
    return "–" if peer is None or ours is None else f"{_s(peer)}, {peer / ours:.0f} ×"


def _over(ours: float | None, base: float | None) -> str:
    return "–" if ours is None or base is None else f"{_s(base)}; ten take {ours / base:.3g} × as long"


def _equal(ours: Any, theirs: Any) -> str:
    return "not compared" if ours is None or theirs is None else "yes" if ours == theirs else "no"


if __name__ == "__main__":
    main()
