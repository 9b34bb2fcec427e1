"""Bytes of unknown encoding: the text comes back whole, or it is refused as no text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.readers.decoding import NotText, decode

PRINTED = "The mayor’s “denial” — a café’s worth of £5 notes — came late… in Élan."


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd")))
def test_utf8_comes_back_as_it_is(text: str) -> None:
    assert decode(("Words. " + text).encode()) == "Words. " + text


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except NotText as error:
        assert "not text" in str(error)
    else:
        text.encode()  # no lone surrogates
        assert decode(data) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-8", "utf-8-sig"])
def test_print_comes_back_whole(encoding: str) -> None:
    assert decode(PRINTED.encode(encoding)).removeprefix("\ufeff") == PRINTED


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_is_kept(encoding: str) -> None:
    text = "\ufeff" + PRINTED
    assert decode(text.encode(encoding)) == text


def test_half_a_pair_in_utf16_is_replaced() -> None:
    assert decode(b"\xff\xfea\0\x00\xd8b\0") == "\ufeffa\ufffdb"


def test_stray_bytes_do_not_spoil_a_utf8_file() -> None:
    assert decode("The café’s ".encode() + b"\x93owner\x94") == "The café’s “owner”"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "gb18030", "shift_jis"])
def test_other_scripts_are_recognised(encoding: str) -> None:
    text = {
        "gb18030": "市长周二表示，这座桥将在明年重建，矿工们否认与此事有任何关系。",
        "shift_jis": "市長は火曜日に橋を再建すると述べた。鉱山労働者はこれを否定した。",
    }.get(encoding, "Мэр заявил во вторник, что мост будет восстановлен, а шахтёры это отрицали.")
    assert decode((text * 3).encode(encoding)) == text * 3


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("Гость".encode("cp1251"), "windows-1251") == "Гость"
    assert decode("café".encode(), "windows-1251") == "café"
    assert decode(b"caf\xe9 au lait", "no-such-encoding") == "café au lait"
    assert decode(b"caf\xe9 au lait", "rot13") == "café au lait"
