"""Addresses that lead to one page compare equal; those that only look alike do not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.parse.addresses import comparable

A = "https://tarn.example/a"
SAME = {
    "another scheme": ("http://tarn.example/a", A),
    "no scheme": ("tarn.example/a", A),
    "two slashes and no scheme": ("//tarn.example/a", A),
    "www": ("https://www.tarn.example/a", A),
    "capital letters in the host": ("https://Tarn.Example/a", A),
    "a closing slash": ("https://tarn.example/a/", A),
    "two slashes in the path": ("https://tarn.example//a", A),
    "the port of the scheme": ("https://tarn.example:443/a", A),
    "a full stop behind the host": ("https://tarn.example./a", A),
    "a name and a password": ("https://lund:secret@tarn.example/a", A),
    "index.html": ("https://tarn.example/a/index.html", "https://tarn.example/a/"),
    "index.php with a parameter": ("https://tarn.example/index.php?id=3", "https://tarn.example/?id=3"),
    "a session": ("https://tarn.example/a;jsessionid=8F3", A),
    "tracking": (f"{A}?utm_source=x&fbclid=1", A),
    "tracking beside a parameter": (f"{A}?id=7&utm_medium=mail", f"{A}?id=7"),
    "an empty query": (f"{A}?", A),
    "the order of parameters": (f"{A}?b=2&a=1", f"{A}?a=1&b=2"),
    "where it was shared": (f"{A}?smid=tw-share&at_medium=RSS&ns_mchannel=social&CMP=share_btn_tw", A),
    "what it was opened from": (f"{A}?ref=home", A),
    "a portal": (f"{A}?ocid=feed&spm=1.2", A),
    "a gift": (f"{A}?unlocked_article_code=x1", A),
    "a place on the page": (f"{A}#piles", A),
    "a stretch of the page": (f"{A}#:~:text=nine%20cranes", A),
    "AMP behind": ("https://tarn.example/a/amp", A),
    "AMP behind, with a slash": ("https://tarn.example/a/amp/", A),
    "AMP before": ("https://tarn.example/amp/news/a", "https://tarn.example/news/a"),
    "AMP as a parameter": (f"{A}?amp=1", A),
    "AMP as a bare parameter": (f"{A}?amp", A),
    "AMP as a kind of output": (f"{A}?outputType=amp", A),
    "AMP as a host": ("https://amp.tarn.example/a", "https://www.tarn.example/a"),
    "AMP before html": ("https://tarn.example/a.amp.html", "https://tarn.example/a.html"),
    "AMP as a suffix": ("https://tarn.example/a.amp", A),
    "AMP shown by a search engine": ("https://www.google.com/amp/s/www.tarn.example/a/amp/", A),
    "AMP shown by a search engine elsewhere": ("https://google.co.uk/amp/s/tarn.example/a", A),
    "AMP in a cache": ("https://www-tarn-example.cdn.ampproject.org/c/s/www.tarn.example/a", A),
    "AMP in a cache without encryption": ("https://tarn-example.cdn.ampproject.org/v/tarn.example/a?usqp=1", A),
    "a telephone": ("https://m.tarn.example/a", "https://www.tarn.example/a"),
    "a telephone, spelt out": ("https://mobile.tarn.example/a", A),
    "a touch screen": ("https://touch.tarn.example/a", A),
    "an encyclopaedia on a telephone": ("https://en.m.wikipedia.org/wiki/Quay", "https://en.wikipedia.org/wiki/Quay"),
    "an identifier": ("doi: 10.5555/abc", "https://doi.org/10.5555/abc"),
    "an identifier in capitals": ("doi:10.5555/AbC", "https://doi.org/10.5555/abc"),
    "an identifier alone": ("10.5555/xyz1", "https://doi.org/10.5555/xyz1"),
    "an older resolver": ("http://dx.doi.org/10.5555/xyz", "https://doi.org/10.5555/xyz"),
    "an identifier as a name": ("info:doi/10.5555/x", "doi:10.5555/x"),
    "an identifier at a publisher": ("https://quay.example/doi/full/10.5555/xyz1", "https://doi.org/10.5555/xyz1"),
    "its abstract": ("https://quay.example/doi/abs/10.5555/xyz1", "https://quay.example/doi/pdf/10.5555/xyz1"),
    "an identifier without a kind": ("https://quay.example/doi/10.5555/xyz1?journal=q", "doi:10.5555/xyz1"),
    "a publisher of books": ("https://link.springer.com/content/pdf/10.1007/s1-2.pdf", "https://link.springer.com/article/10.1007/s1-2"),
    "an identifier through a library": ("https://doi-org.lib.example/10.5555/xyz1", "https://doi.org/10.5555/xyz1"),
    "an identifier with escapes": ("https://doi.org/10.5555%2Fx", "doi:10.5555/x"),
    "a preprint as PDF": ("https://arxiv.org/pdf/2301.00001", "https://arxiv.org/abs/2301.00001"),
    "a preprint as a file": ("https://arxiv.org/pdf/2301.00001.pdf", "http://export.arxiv.org/abs/2301.00001"),
    "a preprint by its identifier": ("https://doi.org/10.48550/arXiv.2301.00001", "https://arxiv.org/abs/2301.00001"),
    "an archive": ("https://web.archive.org/web/20240101000000/https://tarn.example/a", A),
    "an archive, the page as it was": ("https://web.archive.org/web/20240101000000id_/http://www.tarn.example/a", A),
    "an archive, in a frame": ("https://web.archive.org/web/20240101if_/https://tarn.example/a", A),
    "an archive, all its copies": ("https://web.archive.org/web/*/tarn.example/a", A),
    "an archive, the copies of a year": ("https://web.archive.org/web/2024*/tarn.example/a", A),
    "an archive, with joined slashes": ("https://web.archive.org/web/2024/https:/tarn.example/a", A),
    "an archive, with escapes": ("https://web.archive.org/web/2024/https%3A%2F%2Ftarn.example%2Fa", A),
    "an archive with the query of its page": ("https://web.archive.org/web/2024/https://tarn.example/a?id=7", f"{A}?id=7"),
    "the archive of a state": ("https://webarchive.nationalarchives.gov.uk/ukgwa/20240101/https://tarn.example/a", A),
    "another archive": ("https://archive.ph/20240101/https://tarn.example/a", A),
    "its newest copy": ("https://archive.is/newest/https://tarn.example/a", A),
    "an archive by parameter": ("https://www.webcitation.org/6x?url=https://tarn.example/a", A),
    "an archive of AMP on a telephone": ("https://web.archive.org/web/2024/https://m.tarn.example/a/amp", A),
    "a cache": ("https://webcache.googleusercontent.com/search?q=cache:https://tarn.example/a", A),
    "a search engine": ("https://www.google.com/url?q=https://tarn.example/a&sa=U", A),
    "a network": ("https://l.facebook.com/l.php?u=https%3A%2F%2Ftarn.example%2Fa&h=AT0", A),
    "a mail program": ("https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Ftarn.example%2Fa&data=5", A),
    "a short link to a film": ("https://youtu.be/AbC?si=x", "https://www.youtube.com/watch?v=AbC&t=3s"),
    "a message under two names": ("https://twitter.com/lund/status/12?s=20", "https://x.com/lund/status/12"),
    "small letters in an escape": ("https://tarn.example/caf%c3%a9", "https://tarn.example/caf%C3%A9"),
    "an escape and a letter": ("https://tarn.example/caf%C3%A9", "https://tarn.example/café"),
    "an escape that is not needed": ("https://tarn.example/%61", A),
    "a letter of two characters": ("https://tarn.example/cafe\u0301", "https://tarn.example/café"),
    "a host in letters": ("https://xn--caf-dma.example/a", "https://café.example/a"),
    "a parameter in escapes": (f"{A}?q=nine+cranes", f"{A}?q=nine%20cranes"),
}  # fmt: skip
DIFFERENT = {
    "another parameter": (f"{A}?id=7", f"{A}?id=8"),
    "a parameter and none": (f"{A}?id=7", A),
    "a parameter without a value": (f"{A}?id=", f"{A}?page="),
    "another page of a list": (f"{A}?page=1", f"{A}?page=2"),
    "another path": (A, "https://tarn.example/A"),
    "a path that goes on": (A, "https://tarn.example/a/b"),
    "a path that begins alike": (A, "https://tarn.example/ab"),
    "another suffix": ("https://tarn.example/a.html", "https://tarn.example/a.pdf"),
    "another host": (A, "https://gate.example/a"),
    "a section as a host": ("https://sport.tarn.example/a", A),
    "another ending": ("https://tarn.example/a", "https://tarn.test/a"),
    "another port": (A, "https://tarn.example:8080/a"),
    "a route": ("https://tarn.example/#/a", "https://tarn.example/#/b"),
    "an old route": ("https://tarn.example/#!a", "https://tarn.example/#!b"),
    "a page about AMP": ("https://tarn.example/amp", "https://tarn.example"),
    "a word that begins with AMP": ("https://tarn.example/a/ample", A),
    "a host that begins with m": ("https://mail.tarn.example/a", A),
    "a host of one letter below an ending": ("https://m.co.uk/a", "https://co.uk/a"),
    "a host of one letter": ("https://m.me/lund", "https://me/lund"),
    "another identifier": ("doi:10.5555/abc", "doi:10.5555/abd"),
    "a supplement": ("https://quay.example/doi/suppl/10.5555/x", "https://doi.org/10.5555/x"),
    "a path that looks like an identifier": ("https://blog.example/review/10.5555/x", "https://doi.org/10.5555/x"),
    "another version of a preprint": ("https://arxiv.org/abs/2301.00001v1", "https://arxiv.org/abs/2301.00001v2"),
    "a short name in an archive": ("https://archive.ph/AbCdE", "https://archive.ph/XyZab"),
    "the page of an archive itself": ("https://web.archive.org/about", "https://tarn.example/about"),
    "copies of two pages": ("https://web.archive.org/web/2024/https://tarn.example/a", "https://web.archive.org/web/2024/https://tarn.example/b"),
    "a search": ("https://www.google.com/search?q=tarn", "https://tarn"),
    "a page that has an address as a parameter": (f"https://gate.example/share?url={A}", A),
    "a version of a file": ("https://github.com/lund/quay?ref=one", "https://github.com/lund/quay?ref=two"),
    "two films": ("https://youtube.com/watch?v=a1", "https://youtube.com/watch?v=b1"),
    "two messages": ("https://x.com/lund/status/1", "https://x.com/lund/status/2"),
    "an escaped slash": ("https://tarn.example/a%2Fb", "https://tarn.example/a/b"),
    "an escaped question mark": ("https://tarn.example/a%3Fb", "https://tarn.example/a?b="),
    "another scheme of its own": ("mailto:a@tarn.example", "https://tarn.example"),
    "an index that is no last part": ("https://tarn.example/index.html/a", A),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_addresses_of_one_page_compare_equal(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_addresses_of_two_pages_do_not(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


PIECES = (
    "https://", "http:/", "web.archive.org/web/2024/", "tarn.example", "/a", "/amp", ".amp.html", "index.html", "?", "url=",
    "q=", "&", "%2F", "%25", "%", "#", "#/", "!", "m.", "www.", "doi.org/10.1234/", "doi:", "10.5555/", "é", "..", ":80",
    "google.com/url?q=", "google.com/amp/s/", "archive.ph/newest/", "[", "]", "@", "cache:", " ", "\ud800", "=", "v2",
    "arxiv.org/abs/2301.0001", "youtu.be/", "x.com", "/status/",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=9).map("".join))
def test_any_address_can_be_compared_and_twice_is_once(url: str) -> None:
    once = comparable(url)
    assert comparable(once) == once


HOSTILE = ("https://web.archive.org/web/2024/", "https://m.", "/amp", "%c3%a9", ";sid=3", "&a=1", "a.", "/", "%25")


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_addresses_take_no_longer_for_each_letter(piece: str) -> None:
    start = time.process_time()
    comparable(f"https://tarn.example/{piece * 20_000}?{piece * 20_000}")
    comparable(piece * 20_000)
    assert time.process_time() - start < 2
