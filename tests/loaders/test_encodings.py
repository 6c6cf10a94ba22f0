"""Bytes of any program become the text that was typed, or are refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.loaders.encodings import decode, repair
from maillon.wording import RefusedError

TEXT = "Client;Prestataire\nMutuelle Rosée d'Été;Hébergeur Forêt & Côte\nClínica del Río;Société Générale « Œuvre »\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"])
def test_a_table_of_any_usual_encoding_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, [])


def test_the_code_page_of_dos_is_read() -> None:
    plain = TEXT.replace("«", "").replace("»", "").replace("Œ", "O")
    assert decode(plain.encode("cp850")) == (plain, [])


def test_a_file_of_two_encodings_is_read_line_by_line() -> None:
    assert decode("Rosée\n".encode() + "Forêt\n".encode("cp1252"))[0] == "Rosée\nForêt\n"


@pytest.mark.parametrize(
    "data", ["Больница;Поставщик\n".encode("cp1251"), bytes(range(128, 256)), "é;è\n".encode("utf-16")[:-1], b"PK\x03\x04\x00\x00"]
)
def test_what_is_in_none_of_the_encodings_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError):
        decode(data)


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman"])
@given(st.text(alphabet="aebn éèêëàâçùûôîïœÉÈÀÇ’–« »", min_size=1, max_size=30))
def test_utf_8_that_was_read_as_something_else_is_put_right(wrong: str, text: str) -> None:
    try:
        damaged = text.encode("utf-8").decode(wrong)
    except UnicodeDecodeError:  # bytes that this encoding does not have
        return
    if wrong == "latin-1" and damaged != text.encode("utf-8").decode("cp1252", errors="replace"):
        return  # a letter that was lost as a control character
    assert repair(damaged)[0] == text


def test_utf_8_that_was_read_wrong_twice_is_put_right_and_counted() -> None:
    twice = "Rosée".encode().decode("cp1252").encode().decode("cp1252")
    assert repair(f"{twice} et {twice}") == ("Rosée et Rosée", 2)


@given(st.text(alphabet="abÉéÃÂ√¬© à«»’ÀâŒ€", max_size=30))
def test_what_is_no_damage_stays(text: str) -> None:
    once, _ = repair(text)
    assert repair(once)[0] == once


@pytest.mark.parametrize("text", ["Rosée d'Été", "ÉTABLISSEMENT « LÀ-BAS »", "Ångström", "São Paulo", "5 € ± 2", "Ça où ? À Ô"])
def test_text_that_is_right_stays_as_it_is(text: str) -> None:
    assert repair(text) == (text, 0)


def test_letters_that_were_lost_before_are_said() -> None:
    assert [remark.key for remark in decode("Cliniqu\ufffd\n".encode())[1]] == ["text.lost"]
    assert [remark.key for remark in decode(b"ChildrenR??s Hospital\n")[1]] == ["text.asked"]
    assert decode(b"Why? Because. https://example.org/?a=b\n")[1] == []
