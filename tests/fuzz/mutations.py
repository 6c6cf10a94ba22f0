"""What people, programs and strangers do to a file: bytes, cells, values, rows, and parts of archives."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from tests.fuzz.seeds import Seed

Mutation = Callable[[bytes, Random], bytes]

CELLS = (
    *("", " ", "-", "/", ".", "NC", "N/A", "néant", "Aucun", "unknown", "TBD", "0", "-1", "1e309", "NaN", "1,234,567", "500+Go", "33M+"),
    *("9999-12-31", "2012-01-01/", "../2020", "/", "2020-13-45", "00/00/0000", "31/02/2021", "03/2020", "2021 Mar 17 12:00:00 AM", "44272"),
    *("2020-22/2021-23", "2020?~", "20XX-01", "Y170000002", "1985-04-12T23:20:30Z", "17 mars 2021", "en cours", "1/1/1", "2021-02-29"),
    *("Dr. Ann Example", "Example, Ann B., MD", "Example Clinic (Dr. Ann Example)", "A & B", "; ;", "(", ")))", "dba", "c/o", "d/b/a /"),
    *(
        "=1+1",
        "@SUM(A1)",
        "<script>",
        "\x00",
        "\ufffd",
        "Ros\u00c3\u00a9e",
        "\u202e",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ),
    *(
        "['a'",
        "[[[[",
        "__import__('os')",
        "{'a': 1}",
        "1" * 400,
        "x" * 2_000,
        "é" * 101_000,
        '"',
        "'",
        ";",
        ",",
        "\n",
        "\r\n",
        "#N/A",
        "#REF!",
    ),
    *("552100554", "969500H4ML2T3W0AAA00", "750712184", "1234567893", "+33 1 02 03 04 05", "1 85 05 78 006 084 91", "a@example.org"),
    *("un million", "plus d'un million", "deux cents à trois cents", "10 %", "12 000 patients max", "1 à", "à 5", "Total", "Total : 3"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**70, float("nan"), float("inf"), [], {}, [[]], [None], {"a": None}, [{}], ["x", 1, None]),
    *CELLS,
)


def flip(data: bytes, chance: Random) -> bytes:
    """Change a few bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: Random) -> bytes:
    """End too early, or begin too late."""
    place = chance.randrange(len(data))
    return data[:place] if chance.random() < 0.7 else data[place:]


def splice(data: bytes, chance: Random) -> bytes:
    """Repeat, drop or move a piece."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    place = chance.randrange(len(data) + 1)
    piece = data[start:end] * chance.choice((1, 1, 2, 50))
    return data[:place] + piece + data[place if chance.random() < 0.5 else end :]


def encoded(data: bytes, chance: Random) -> bytes:
    """Save it in another encoding, or in one after the other."""
    text = data.decode("utf-8", errors="replace")
    name = chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850", "utf-7", "shift_jis"))
    if chance.random() < 0.3:
        return text.encode().decode("cp1252", errors="replace").encode()
    return text.encode(name, errors="replace")


def cells(data: bytes, chance: Random) -> bytes:
    """Change cells, rows and the header of a table, and how it is written."""
    text = data.decode("utf-8-sig", errors="replace")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if text.count(";") > text.count(",") else ","))
    for _ in range(chance.randint(1, 4)):
        row = chance.choice(rows)
        match chance.randrange(8):
            case 0:
                rows.insert(chance.randrange(len(rows) + 1), list(row))
            case 1:
                rows.remove(row)
            case 2:
                rows.insert(chance.randrange(len(rows)), [chance.choice(CELLS)])
            case 3:
                del row[chance.randrange(len(row) + 1) :]
            case _ if row:
                row[chance.randrange(len(row))] = chance.choice(CELLS)
        rows = rows or [[]]
    if chance.random() < 0.02:
        rows += [rows[-1]] * 20_000
    out = io.StringIO()
    style = {"delimiter": chance.choice(",;\t|"), "lineterminator": chance.choice(("\n", "\r\n", "\r"))}
    csv.writer(out, **style).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode(errors="replace")


def values(data: bytes, chance: Random) -> bytes:
    """Change values and names of a JSON document, and how several stand in it."""
    document = json.loads(data)
    for _ in range(chance.randint(1, 4)):
        _change(document, chance)
    match chance.randrange(6):
        case 0:
            document = [document, document]
        case 1:
            return "\n".join([json.dumps(document)] * 2).encode()
        case 2 if isinstance(document, dict):
            document = {"objects": [document], "response": document}
    return json.dumps(document, ensure_ascii=chance.random() < 0.5).encode(errors="replace")


def _change(document: Any, chance: Random) -> None:
    """One change, somewhere in it."""
    inner = document
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(inner[key], dict | list) and inner[key] and chance.random() < 0.85:
            inner = inner[key]
            continue
        if chance.random() < 0.15:
            del inner[key]
        elif chance.random() < 0.1 and isinstance(inner, dict):
            inner[chance.choice(("x", "", "id", "type", "name"))] = inner.pop(key)
        else:
            inner[key] = chance.choice(VALUES)
        return


def parts(data: bytes, chance: Random) -> bytes:
    """Change what stands in an archive, and its directory: twice a name, outside, other methods, cells at the end of the sheet."""
    out = io.BytesIO()
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", method) as after:
        warnings.simplefilter("ignore")
        rough = chance.random() < 0.4
        for name in before.namelist():
            content = before.read(name)
            if content and chance.random() < 0.5:
                content = chance.choice((flip, cut, splice, _sheet) if rough else (_sheet, _text, _text, _text))(content, chance)
            if rough and chance.random() < 0.1:
                after.writestr(name, content)
            if not rough or chance.random() < 0.95:
                after.writestr(chance.choice((name, f"../{name}", f"a\\{name}", name.upper())) if rough else name, content)
    return out.getvalue()


def _text(data: bytes, chance: Random) -> bytes:
    """Other text in a few cells of a sheet."""
    for _ in range(chance.randint(1, 5)):
        found = list(re.finditer(rb"(?<=>)[^<>]+(?=</)", data))
        if found:
            place = chance.choice(found)
            data = data[: place.start()] + escape(chance.choice(CELLS)).encode(errors="replace") + data[place.end() :]
    return data


def _sheet(data: bytes, chance: Random) -> bytes:
    old, new = chance.choice(
        (
            (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
            (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
            (b'<row r="2">', b'<row r="4294967295">'),
            (b't="inlineStr"', b't="s"'),
            (b'rows-repeated="1"', b'rows-repeated="100000"'),
            (b'rows-repeated="1"', b'rows-repeated="-1"'),
            (b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="1000000000"'),
            (b"<table:table-cell", b'<table:table-cell table:number-rows-spanned="3"'),
        )
    )
    return data.replace(old, new, 1)


_BYTES: tuple[Mutation, ...] = (flip, cut, splice)
_OF_FORM: dict[str, tuple[Mutation, ...]] = {
    "csv": (*_BYTES, encoded, cells, cells, cells, cells),
    "json": (*_BYTES, encoded, values, values, values, values),
    "yaml": (*_BYTES, encoded),
    "gz": _BYTES,
    "zip": (*_BYTES, parts),
    "xlsx": (*_BYTES, parts, parts),
    "ods": (*_BYTES, parts, parts),
}


def mutated(seed: Seed, chance: Random) -> tuple[str, bytes]:
    """A changed file, with the name of what was done to it."""
    mutation = chance.choice(_OF_FORM[seed.form])
    return mutation.__name__, mutation(seed.data, chance)
