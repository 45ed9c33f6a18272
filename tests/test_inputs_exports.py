"""Exports of WordPress and dumps of MediaWiki: the article as a reader of the site sees it, its notes as sources."""

import io
import time
from collections.abc import Callable
from html import escape
from typing import Any

import pytest

import citeaudit
from citeaudit.archive.inputs import mediawiki, wxr
from citeaudit.archive.inputs.mediawiki.wikitext import Article
from citeaudit.archive.items import Item
from citeaudit.archive.options import Options
from citeaudit.parse.sources import describe

UNSEEN = frozenset(("file", "image", "category", "datei"))


def document(body: str) -> Any:
    return citeaudit.audit_bytes(f"<article>{body}</article>".encode(), format="html").document


def wiki(text: str) -> Any:
    return document(Article(text, UNSEEN).body)


def sentences(text: str) -> list[str]:
    made = wiki(text)
    return [made.text[each.start : each.end] for each in made.sentences]


WIKITEXT = {
    "'''Skarn''' is ''a'' [[town]] on the [[Norr (sea)|Norr]].": ["Skarn is a town on the Norr."],
    "It has {{formatnum:4000}} people, {{formatnum:12.5|R}} % of all.": ["It has 4000 people, 12.5 % of all."],
    "It is {{convert|5|km|mi}} long.": ["It is 5 km long."],
    "It is {{convert|5|to|7|km}} long.": ["It is 5 to 7 km long."],
    "It cost {{US$|5 million}}{{citation needed|date=May 2020}}.": ["It cost US$5 million."],
    "The {{lang|sv|torg}} {{ndash}} and more.": ["The torg – and more."],
    "From {{circa|1850}} it grew.": ["From c. 1850 it grew."],
    "A &amp; B &ndash; C <!-- no -->met.": ["A & B – C met."],
    "[[File:a.jpg|thumb|A [[boat]].]]It sank.[[Category:Ships]]": ["It sank."],
    "[[Datei:a.jpg|mini|Ein Boot.]]It sank.": ["It sank."],
    "See [https://a.example the minutes].": ["See the minutes."],
    "{{Infobox ship|name=Skarn|built=1901}}\n{{Use dmy dates}}\nIt sank.": ["It sank."],
    "It sank.\n\nIt rose.": ["It sank.", "It rose."],
    "Wrapped\nlines are one.": ["Wrapped lines are one."],
    "* It sank.\n* It rose.": ["It sank.", "It rose."],
    "<nowiki>[[x]]</nowiki> stays.": ["[[x]] stays."],
    "<nowiki>''x'' &lt;b></nowiki> stays.": ["''x'' <b> stays."],
    "The sum <math>a^2</math>is large. __NOTOC__": ["The sum is large."],
    "<div>\nIt sank.\n\nIt rose.\n</div>": ["It sank.", "It rose."],
    "A <b>bold</b><br/>line &lt;here&gt;.": ["A bold line <here>."],
}


@pytest.mark.parametrize("text", WIKITEXT)
def test_wikitext_says_what_its_readers_see(text: str) -> None:
    assert sentences(text) == WIKITEXT[text]


def test_headings_tables_and_quotations_are_blocks_of_their_kinds() -> None:
    made = wiki("== History ==\nIt sank.\n{|\n! Year !! People\n|-\n| 2001 || 500\n|}\n{{quote|We will see.|Lund}}")
    kinds = [(block.kind, made.text[block.start : block.end]) for block in made.blocks]
    assert kinds == [
        ("heading", "History"), ("paragraph", "It sank."), ("table row", "Year | People"), ("table row", "2001 | 500"),
        ("quotation", "We will see."),
    ]  # fmt: skip


REFS = {
    "one": ("It sank.<ref>Minutes, 2 May 2020.</ref>", ["1"], ["Minutes"]),
    "two together": ("It sank.<ref>A log.</ref><ref>A list.</ref>", ["1", "2"], ["A log", "A list"]),
    "a name used again": ('It sank.<ref name="a">A log.</ref> It rose.<ref name=a />', ["1", "1"], ["A log"]),
    "a name used before it is described": ("It sank.<ref name=a/> It rose.<ref name=a>A log.</ref>", ["1", "1"], ["A log"]),
    "a name described in the list": (
        "It sank.<ref name=a/>\n== References ==\n{{reflist|refs=<ref name=a>A log.</ref>}}", ["1"], ["A log"],
    ),
    "a name described in the list of tags": (
        "It sank.<ref name=a/>\n<references><ref name=a>A log.</ref></references>", ["1"], ["A log"],
    ),
    "a name described in a box": ("{{Infobox|x=9<ref name=a>A log.</ref>}}\nIt sank.<ref name=a/>", ["1"], ["A log"]),
    "short forms": ("It sank.{{sfn|Lund|2010|p=4}} It rose.{{sfn|Lund|2010|p=4}}", ["1", "1"], ["Lund"]),
    "a remark is no source and what it cites counts": (
        "It sank.<ref name=a>A log.</ref> It rose.{{efn|Or so.<ref name=a/>}}", ["1", "1"], ["A log"],
    ),
    "a group of remarks": ('It sank.<ref>A log.</ref> It rose.<ref group="note">Or so.</ref>', ["1"], ["A log"]),
}  # fmt: skip


@pytest.mark.parametrize("case", REFS)
def test_references_are_markers_and_a_list(case: str) -> None:
    text, labels, titles = REFS[case]
    made = wiki(text)
    assert [label for marker in made.markers for label in marker.labels] == labels
    assert [describe(source).title for source in made.sources] == titles
    assert all(source.listed and source.cited_by for source in made.sources)


def test_what_a_template_says_of_a_source_is_read_from_it() -> None:
    made = wiki(
        "It sank.<ref>{{Cite news |last=Lund |first=Marta |title=A ferry lost |newspaper=[[Skarn Gazette]] "
        "|url=https://gazette.example/ferry |date=4 March 2019 |access-date=5 May 2020}}</ref>"
    )
    (source,) = made.sources
    told = describe(source)
    assert (told.title, told.outlet, told.date) == ("A ferry lost", "Skarn Gazette", "4 March 2019")
    assert source.url == "https://gazette.example/ferry"


def test_an_address_in_a_template_may_have_entities() -> None:
    made = wiki("It sank.<ref>{{cite web|url=https://a.example/?x=1&amp;y=2|title=Log}}</ref>")
    assert [source.url for source in made.sources] == ["https://a.example/?x=1&y=2"]


def test_a_comment_in_the_name_of_a_template_changes_nothing() -> None:
    made = wiki("It sank.<ref>{{cite web<!-- by hand -->|url=https://a.example/x|title=Log}}</ref>")
    assert [describe(source).title for source in made.sources] == ["Log"]


def test_to_read_wikitext_costs_much_less_than_to_audit_it() -> None:
    cite = '<ref name="n{n}">{{{{cite news|title=The log, part {n}|newspaper=[[Gazette]]|url=https://a.example/{n}}}}}</ref>'
    text = "\n\n".join(
        f"The harbour board bought {n} boats in [[Skarn]] for the third time in {n + 2} years{cite.format(n=n)}. Petra Voll, "
        f'who runs the yard, said that {n} people had worked there<ref name="n{n}" />. Observers said the price was high.'
        for n in range(40)
    )

    def seconds(call: Callable[[], object]) -> float:
        began = time.process_time()
        call()
        return time.process_time() - began

    body = f"<article>{Article(text, UNSEEN).body}</article>".encode()
    reading = min(seconds(lambda: Article(text, UNSEEN)) for _ in range(5))
    auditing = min(seconds(lambda: citeaudit.audit_bytes(body, format="html")) for _ in range(3))
    assert reading < 0.35 * auditing


def test_a_name_that_nobody_describes_is_a_source_without_words() -> None:
    made = wiki("It sank.<ref name=a/>")
    assert [source.text for source in made.sources] == ["(not described)"]


def dump(*pages: str, site: str = "") -> bytes:
    space = "http://www.mediawiki.org/xml/export-0.11/"
    return f'<mediawiki xmlns="{space}">{site}{"".join(pages)}</mediawiki>'.encode()


def wiki_page(text: str, *, ns: str = "0", more: str = "", model: str = "wikitext") -> str:
    revision = f"<revision><timestamp>2024-01-02T00:00:00Z</timestamp><model>{model}</model><text>{escape(text)}</text>"
    return f"<page><title>Old Skarn</title><ns>{ns}</ns><id>7</id>{more}{revision}</revision></page>"


def of(stream: Any, data: bytes) -> list[Item]:
    return list(stream(io.BytesIO(data), "dump.xml", "", Options()))


def test_a_page_has_its_title_address_and_day() -> None:
    site = (
        "<siteinfo><base>https://sv.wiki.example/wiki/Huvudsida</base><namespaces>"
        '<namespace key="6">Fil</namespace></namespaces></siteinfo>'
    )
    (item,) = of(mediawiki.stream, dump(wiki_page("[[Fil:a.jpg|mini|A boat.]]It sank."), site=site))
    assert dict(item.meta) == {
        "site": "sv.wiki.example", "date": "2024-01-02T00:00:00Z", "title": "Old Skarn", "id": "7",
        "url": "https://sv.wiki.example/wiki/Old_Skarn",
    }  # fmt: skip
    made = citeaudit.audit_bytes(item.data, format=item.format).document
    assert made.text == "Old Skarn\n\nIt sank."
    assert made.meta.url == "https://sv.wiki.example/wiki/Old_Skarn"


def test_pages_that_are_no_articles_are_counted_and_of_revisions_the_last_is_read() -> None:
    history = wiki_page("Old.").replace("</page>", "<revision><text>It sank.</text></revision></page>")
    pages = [
        history, wiki_page("Hm.", ns="1"), wiki_page("#REDIRECT [[A]]", more='<redirect title="A"/>'),
        wiki_page("{}", model="json"), "<page><title>A</title><ns>0</ns></page>",
    ]  # fmt: skip
    items = of(mediawiki.stream, dump(*pages))
    assert [item.status for item in items] == ["ok"] + ["unsupported"] * 4
    assert b"It sank." in items[0].data
    assert b"Old." not in items[0].data
    assert [item.position for item in items] == [f"page {number}" for number in range(1, 6)]


@pytest.mark.parametrize("text", ["#REDIRECT [[A]]", "\n#redirect: [[A]]\n{{R from move}}", "#Redirect[[A]]"])
def test_a_page_that_leads_to_another_by_its_text_is_no_article(text: str) -> None:
    (item,) = of(mediawiki.stream, dump(wiki_page(text)))
    assert (item.status, item.detail) == ("unsupported", "is no article but leads to another")
    (item,) = of(mediawiki.stream, dump(wiki_page(f"It sank.\n{text}")))
    assert item.status == "ok"


NO_TEXT = {
    '<text deleted="deleted" />': ("unsupported", "has no text any more: the wiki has deleted or hidden it"),
    '<text bytes="80" id="7" />': ("unsupported", "has no text in this dump, although it says that there is one"),
    '<text bytes="0" />': ("ok", ""),
}


@pytest.mark.parametrize("text", NO_TEXT)
def test_a_page_whose_text_was_taken_away_says_so(text: str) -> None:
    whole = "<page><title>A</title><ns>0</ns><revision>%s</revision></page>"
    (item,) = of(mediawiki.stream, dump(whole % text))
    assert (item.status, item.detail) == NO_TEXT[text]


@pytest.mark.parametrize("piece", ["<div>", "[https://x ", "{|\n", "{{a|b={{c|", "<!--", "<ref>", "[[a|"])
def test_what_is_never_closed_is_given_up_before_it_takes_long(piece: str) -> None:
    (item,) = of(mediawiki.stream, dump(wiki_page(piece * 20_000)))
    assert item.status == "parse-error"


def test_deep_wikitext_is_read_as_far_as_it_makes_sense() -> None:
    for deep in ("{{a|" * 400 + "}}" * 400, "<div>" * 400 + "It sank." + "</div>" * 400, "[[a|" * 400 + "]]" * 400):
        (item,) = of(mediawiki.stream, dump(wiki_page(f"It rose.\n\n{deep}")))
        assert item.status == "ok"
        assert b"It rose." in item.data


def export(*items: str) -> bytes:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    )
    return f"<rss {spaces}><channel><title>Skarn</title>{''.join(items)}</channel></rss>".encode()


def post(content: str, more: str = "<wp:post_type>post</wp:post_type>") -> str:
    return f"<item><title>Ferry lost</title><content:encoded><![CDATA[{content}]]></content:encoded>{more}</item>"


POSTS = {
    "paragraphs without tags": ("It sank.\n\nIt rose.\nAgain.", ["It sank.", "It rose. Again."]),
    "paragraphs with tags": ("<p>It sank.</p>\n\n<p>It rose.</p>", ["It sank.", "It rose."]),
    "blocks of the editor": (
        "<!-- wp:paragraph -->\n<p>It sank.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list --><ul><li>It rose.</li></ul>",
        ["It sank.", "It rose."],
    ),
    "shortcodes": ('[caption id="a" width="9"]<img src="a.jpg">[/caption]It sank [sic].[gallery ids="1,2"]', ["It sank [sic]."]),
    "CR and LF": ("It sank.\r\n\r\nIt rose.", ["It sank.", "It rose."]),
}  # fmt: skip


@pytest.mark.parametrize("case", POSTS)
def test_posts_are_read_as_wordpress_shows_them(case: str) -> None:
    content, expected = POSTS[case]
    (item,) = of(wxr.stream, export(post(content)))
    made = citeaudit.audit_bytes(item.data, format=item.format).document
    blocks = [made.text[block.start : block.end] for block in made.blocks]
    assert [" ".join(block.split()) for block in blocks] == ["Ferry lost", *expected]


def test_notes_of_plugins_and_of_the_block_editor_are_sources() -> None:
    notes = (
        "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA["
        '[{"content":"Minutes of the council, 2 May 2020","id":"u"}]]]></wp:meta_value></wp:postmeta>'
    )
    block = '<p>It sank.<sup data-fn="u" class="fn"><a href="#u">1</a></sup></p>'
    posts = [post("It sank.[ref]Minutes of the council, 2 May 2020[/ref]"), post(block, notes)]
    for item in of(wxr.stream, export(*posts)):
        made = citeaudit.audit_bytes(item.data, format=item.format).document
        assert [marker.labels for marker in made.markers] == [("1",)]
        assert [describe(source).title for source in made.sources] == ["Minutes of the council"]
        assert made.sources[0].cited_by


def test_a_post_has_its_writer_section_day_and_address() -> None:
    more = (
        "<link>https://skarn.example/ferry</link><dc:creator>Lund</dc:creator><wp:post_id>9</wp:post_id>"
        '<wp:post_date>2024-05-01 10:00:00</wp:post_date><category domain="post_tag">boats</category>'
        '<category domain="category">News</category><excerpt:encoded>Short.</excerpt:encoded>'
    )
    (item,) = of(wxr.stream, export(post("It sank.", more)))
    assert dict(item.meta) == {
        "section": "News", "author": "Lund", "date": "2024-05-01 10:00:00", "title": "Ferry lost", "id": "9",
        "url": "https://skarn.example/ferry",
    }  # fmt: skip
    made = citeaudit.audit_bytes(item.data, format=item.format).document
    assert (made.meta.author, made.meta.section) == ("Lund", "News")
    assert "Short." not in made.text


DATES = {
    "a draft": ("0000-00-00 00:00:00", "2024-05-01 10:00:00", "", "2024-05-01 10:00:00"),
    "a draft without a day of its own": ("0000-00-00 00:00:00", "0000-00-00 00:00:00", "Wed, 01 May 2024", "Wed, 01 May 2024"),
    "a draft without any day": ("0000-00-00 00:00:00", "", "Mon, 30 Nov -0001 00:00:00 +0000", None),
    "what is published": ("2024-05-01 08:00:00", "2024-05-01 10:00:00", "", "2024-05-01 08:00:00"),
}  # fmt: skip


@pytest.mark.parametrize("case", DATES)
def test_a_day_that_never_was_hides_no_other(case: str) -> None:
    gmt, local, published, expected = DATES[case]
    more = (
        f"<wp:post_date_gmt>{gmt}</wp:post_date_gmt><wp:post_date>{local}</wp:post_date><pubDate>{published}</pubDate>"
    )
    (item,) = of(wxr.stream, export(post("It sank.", more)))
    assert dict(item.meta).get("date") == expected


STATES = {
    "publish": ("ok", ""), "draft": ("ok", "not published: a draft"),
    "pending": ("ok", "not published: it waits for a review"), "private": ("ok", "not published: it is private"),
    "future": ("ok", "not published: it is scheduled"), "trash": ("unsupported", "is in the Trash of WordPress"),
    "auto-draft": ("unsupported", "is no article but a draft that WordPress began by itself"),
    "inherit": ("unsupported", "is no article but belongs to another"),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_published_says_so(state: str) -> None:
    (item,) = of(wxr.stream, export(post("It sank.", f"<wp:status>{state}</wp:status>")))
    assert (item.status, item.detail) == STATES[state]


FEEDS = {
    "a description only": ("<description>It sank.</description>", "It sank."),
    "markup in it": ("<description>&lt;p&gt;It &lt;b&gt;sank&lt;/b&gt;.&lt;/p&gt;</description>", "It sank."),
    "the whole text as well": (
        "<description>Short.</description><content:encoded><![CDATA[<p>It sank.</p>]]></content:encoded>", "It sank.",
    ),
    "the whole text is empty": ("<content:encoded> </content:encoded><description>It sank.</description>", "It sank."),
    "the words of a picture": (
        '<m:title xmlns:m="m">A.jpg</m:title><m:description xmlns:m="m">A boat.</m:description>'
        "<description>It sank.</description>", "It sank.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FEEDS)
@pytest.mark.parametrize("space", ["", ' xmlns="http://backend.userland.com/rss2"'])
def test_items_of_a_feed_are_read_with_their_description_where_they_have_no_other_text(case: str, space: str) -> None:
    content, expected = FEEDS[case]
    more = "<link>https://skarn.example/1</link><pubDate>Wed, 01 May 2024 06:00:00 GMT</pubDate>"
    feed = (
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"{space}><channel><title>Skarn</title>'
        f"<description>A site.</description><item>{content}<title>Ferry</title>{more}</item></channel></rss>"
    )
    (item,) = of(wxr.stream, feed.encode())
    assert dict(item.meta) == {
        "date": "Wed, 01 May 2024 06:00:00 GMT", "title": "Ferry", "url": "https://skarn.example/1",
    }  # fmt: skip
    assert citeaudit.audit_bytes(item.data, format=item.format).document.text == f"Ferry\n\n{expected}"


def test_what_is_no_article_of_an_export_is_counted() -> None:
    types = ["post", "page", "attachment", "nav_menu_item", "wp_block", "recipe"]
    posts = [post("It sank.", f"<wp:post_type>{each}</wp:post_type>") for each in types]
    posts.append(post("It sank.", "<wp:status>trash</wp:status>"))
    assert [item.status for item in of(wxr.stream, export(*posts))] == [
        "ok", "ok", "unsupported", "unsupported", "unsupported", "ok", "unsupported",
    ]  # fmt: skip
