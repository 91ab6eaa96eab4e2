"""Hugo: two languages, taxonomies, lists, feeds, contents, neighbours and deadlines."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from pathlib import Path

from tests.bench.peers.letters import LANGUAGES, LetterText, initiative_names, letter_texts
from tests.bench.peers.site import PeerSite
from tests.bench.project import ROOT

_BINARY = ".venv/bench/lib/python*/site-packages/hugo/binaries/hugo*"

_THEME = Path(__file__).parent / "hugo_theme"


def binary() -> Path | None:
    """Hugo's program, where it is installed; its Python command would add to the time."""
    return next(iter(sorted(ROOT.glob(_BINARY))), None)


def hugo_site(folder: Path, circulars: Path) -> PeerSite | None:
    """Write the sources of a Hugo site; None where there is no Hugo."""
    program = binary()
    if program is None:
        return None
    shutil.copytree(_THEME, folder)
    for language in LANGUAGES:
        words = tomllib.loads((_THEME / f"i18n/{language}.toml").read_text("utf-8"))
        facts = json.dumps({"title": words["circulars"]}, ensure_ascii=False)
        _write(folder / f"content/circulars/_index.{language}.md", f"{facts}\n")
    for (slug, language), title in initiative_names(circulars).items():
        facts = json.dumps({"title": title}, ensure_ascii=False)
        _write(folder / f"content/initiatives/{slug}/_index.{language}.md", f"{facts}\n")
    for letter in letter_texts(circulars):
        path = folder / f"content/circulars/{letter.key}/index.{letter.language}.md"
        _write(path, _page(letter))
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=False).stdout
    return PeerSite(
        folder=folder,
        command=(str(program), "--noBuildLock", "--cacheDir", str(folder / "cache")),
        output=folder / "public",
        kept=(folder / "resources", folder / "cache"),
        version=" ".join(said.split()[1:2]).partition("-")[0],
    )


def _page(letter: LetterText) -> str:
    facts = {
        "title": letter.title,
        "description": letter.summary,
        "date": letter.date,
        "reference": letter.reference,
        "bureaux": [letter.bureau],
        "initiatives": list(letter.initiatives),
        "years": [letter.year],
        "deadlines": [{"date": date, "asks": asks} for date, asks in letter.deadlines],
    }
    # Front matter in JSON is the one that Hugo reads fastest.
    return f"{json.dumps(facts, ensure_ascii=False, indent=1)}\n\n{letter.body}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
