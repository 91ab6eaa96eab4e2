"""The whole staged tree as files: pages in every language, attachments, and all facts as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from archive.formats.plain_data import Data, PlainData, as_json
from archive.languages import Phrases
from archive.model import Archive, Circular
from archive.site import Artifact
from archive.staging.pages import Pages, attachment, circular_page
from archive.urls import Addresses

DATA_FILE = "data/archive.json"
"""All facts; README.md of the tree says how it is laid out."""

DATA_VERSION = 1
"""Rises when a key changes its meaning or goes; new keys may come without it."""


def stage_tree(
    archive: Archive, root: Path, phrases: Mapping[str, Phrases], site: str
) -> Iterator[Artifact]:
    """Every file of the tree, in a fixed order."""
    readme = "\n".join(f"{words('stage.readme')}\n" for words in phrases.values())
    languages = "".join(
        f"- [{words.language.name}]({code}/index.md)\n" for code, words in phrases.items()
    )
    yield _text("README.md", f"{languages}\n{readme}")
    for code in phrases:
        for path, text in Pages(archive, root, phrases, site, code).all():
            yield _text(path, text)
    for circular in archive.circulars:
        for annex in circular.annexes:
            if annex.file is not None:
                data = (root / circular.key / annex.file).read_bytes()
                yield Artifact(path=attachment(circular.key, annex.file), data=data, kind="file")
    yield _text(DATA_FILE, as_json(archive_data(archive, phrases, site)))


def archive_data(archive: Archive, phrases: Mapping[str, Phrases], site: str) -> Data:
    """The whole archive as plain data."""
    plain = PlainData(phrases, Addresses(default_language=next(iter(phrases))), site)
    return {
        "version": DATA_VERSION,
        "site": site,
        "languages": [
            {"code": code, "name": words.language.name} for code, words in phrases.items()
        ],
        **plain.attributes(archive),
        "bureaux": [plain.attributes(bureau) for bureau in archive.bureaux],
        "addressees": [plain.attributes(addressee) for addressee in archive.addressees],
        "answers": [plain.attributes(answer) for answer in archive.answers],
        "initiatives": [plain.initiative(initiative) for initiative in archive.initiatives],
        "circulars": [_circular(plain, circular) for circular in archive.circulars],
    }


def _circular(plain: PlainData, circular: Circular) -> Data:
    data = plain.circular(circular)
    data["pages"] = {code: circular_page(code, circular.key) for code in circular.texts}
    data["files"] = {
        annex.id: attachment(circular.key, annex.file)
        for annex in circular.annexes
        if annex.file is not None
    }
    return data


def _text(path: str, text: str) -> Artifact:
    return Artifact(path=path, data=text.encode(), kind="file")
