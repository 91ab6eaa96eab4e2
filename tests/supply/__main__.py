"""``python -m tests.supply sbom`` or ``notices``: see the package."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.supply.bom import document
from tests.supply.locks import ROOT
from tests.supply.shipped import NOTICES, notices

SBOM = ROOT / "build/sbom.cdx.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.supply", description=__doc__)
    parser.add_argument("what", choices=("sbom", "notices"))
    what = parser.parse_args().what
    path, text = (SBOM, document()) if what == "sbom" else (NOTICES, notices())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    print(Path(path).relative_to(ROOT))


if __name__ == "__main__":
    main()
