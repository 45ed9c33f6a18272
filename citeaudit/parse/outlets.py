"""Who published a source: by the name of its outlet and by the host of its address, as people write them."""

from collections.abc import Iterable, Iterator, Mapping

from citeaudit.model.listed import Source
from citeaudit.parse.addresses import comparable
from citeaudit.parse.sources import describe

_ARTICLES = ("the ", "der ", "die ", "das ", "le ", "la ", "el ", "il ")


def folded(name: str) -> str:
    """A name as it is compared: "The Tarn Post", "Tarn Post" and "tarn post" are one."""
    name = " ".join(name.lower().removeprefix("www.").split())
    article = next((each for each in _ARTICLES if name.startswith(each)), "")
    return name[len(article) :]


def host(source: Source) -> str:
    """The host of its address, without "www."; "" where it has none."""
    return comparable(source.url).partition("/")[0].partition("?")[0] if source.url else ""


class Outlets:
    """A list of outlets, each a name or a host: "tarn.example" is news.tarn.example too."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._written: Mapping[str, str] = {folded(outlet): outlet for outlet in outlets if folded(outlet)}
        self._firsts = {name.split(None, 1)[0] for name in self._written}

    def of(self, source: Source) -> str | None:
        """The outlet on the list that a source is from, as the list writes it."""
        if not self._may_be(source):
            return None
        told = describe(source).outlet
        names = [folded(told)] if told else []
        return next((self._written[name] for name in (*names, *_domains(host(source))) if name in self._written), None)

    def _may_be(self, source: Source) -> bool:
        """Does the entry hold the first word of a name? To read its outlet and its address takes far longer."""
        told = source.told.outlet if source.told else ""
        written = f"{source.words} {source.url} {told}".lower()
        return "](" in written or "doi:" in written or any(first in written for first in self._firsts)


def _domains(name: str) -> Iterator[str]:
    """A host and the domains that it is in: "news.tarn.example", "tarn.example", "example"."""
    while name:
        yield name
        name = name.partition(".")[2]
