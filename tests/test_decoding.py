"""Bytes to text: what is declared, what is guessed, and what is no text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_bytes
from citeaudit.decoding import decode
from citeaudit.errors import ReadError

SENTENCE = "Die Brücke über den Öre wurde „größtenteils“ erneuert."

MARKED = {
    "UTF-8": (codecs.BOM_UTF8, "utf-8"),
    "UTF-16, low byte first": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "UTF-16, high byte first": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "UTF-32, low byte first": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "UTF-32, high byte first": (codecs.BOM_UTF32_BE, "utf-32-be"),
}


@pytest.mark.parametrize(("mark", "encoding"), MARKED.values(), ids=MARKED)
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + SENTENCE.encode(encoding)) == (SENTENCE, ())


def test_a_byte_order_mark_outweighs_what_the_page_declares() -> None:
    assert decode(codecs.BOM_UTF8 + SENTENCE.encode(), "cp1252") == (SENTENCE, ())


def test_utf_8_needs_no_mark_and_no_note() -> None:
    assert decode(SENTENCE.encode()) == (SENTENCE, ())


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == ("", ())


@pytest.mark.parametrize("declared", ["cp1252", "windows-1252", "WINDOWS-1252"])
def test_a_declared_encoding_is_believed(declared: str) -> None:
    assert decode(SENTENCE.encode("cp1252"), declared) == (SENTENCE, ())


@pytest.mark.parametrize("declared", ["martian-8", "ascii", "utf_8", "utf8"])
def test_a_declaration_that_cannot_be_right_is_passed_over(declared: str) -> None:
    assert decode(SENTENCE.encode(), declared) == (SENTENCE, ())


@pytest.mark.parametrize(
    "declared", ["hex", "base64", "rot13", "zip", "idna", "punycode", "unicode-escape", "undefined"]
)
def test_a_declaration_that_names_no_encoding_of_text_raises_nothing(declared: str) -> None:
    text, _ = decode(b"A plain line.", declared)
    assert text == "A plain line."


def test_a_guess_gives_the_letters_and_says_that_it_is_one() -> None:
    written = " ".join([SENTENCE] * 6)
    text, (note,) = decode(written.encode("cp1252"))
    assert text == written
    assert "guess" in note
    assert "byte 7" in note


def test_a_guess_never_fails_on_bytes_beyond_the_sample() -> None:
    data = (SENTENCE * 2_000).encode("cp1252") + b"\x81\x8d\x9d"
    text, notes = decode(data)
    assert text.startswith("Die Br")
    assert len(notes) == 1


def test_broken_bytes_behind_a_mark_are_shown_and_noted() -> None:
    text, (note,) = decode(codecs.BOM_UTF8 + b"The quay \xff closed.")
    assert text == "The quay \ufffd closed."
    assert "UTF-8" in note


def test_a_replacement_character_that_the_writer_has_in_the_text_is_not_noted() -> None:
    assert decode(codecs.BOM_UTF8 + "Lost \ufffd sign".encode()) == ("Lost \ufffd sign", ())


BINARY = {
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a lone zero byte": b"The quay\0closed.",
    "UTF-16 without its mark": "The quay closed.".encode("utf-16-le"),
}


@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_what_is_no_text_is_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(ReadError, match="binary file, not text"):
        decode(data)


@given(st.binary(max_size=200), st.none() | st.sampled_from(["utf-8", "cp1252", "shift_jis", "big5", "nonsense"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    try:
        text, notes = decode(data, declared)
    except ReadError:
        assert b"\0" in data
    else:
        assert len(text) <= len(data)
        assert len(notes) <= 1


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])), st.sampled_from(list(MARKED)))
def test_what_is_written_with_a_mark_is_read_back(text: str, name: str) -> None:
    mark, encoding = MARKED[name]
    if encoding == "utf-16-le" and not text:
        return
    assert decode(mark + text.encode(encoding)) == (text, ())


NAMES = {"ISO-8859-1": "cp1252", "latin1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "Shift_JIS": "cp932",
         "euc-kr": "cp949", "utf-16": "utf-8"}  # fmt: skip


@pytest.mark.parametrize(("name", "encoding"), NAMES.items(), ids=NAMES)
def test_what_a_page_declares_is_read_as_browsers_do(name: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>“The quay” is shut.</p></body></html>'
    document = audit_bytes(page.encode(encoding), format="html").document
    assert document
    assert (document.text.strip(), document.notes) == ("“The quay” is shut.", ())
