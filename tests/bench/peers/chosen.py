"""The peers of one run of the benchmark, by the names of the option ``--peers``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.peers.floor import floor_site
from tests.bench.peers.hugo import hugo_site
from tests.bench.peers.plain import empty_site, plain_site
from tests.bench.peers.site import PeerSite
from tests.bench.peers.zensical import zensical_site
from tests.bench.scenarios import Figures, Job

PEERS = ("hugo", "plain", "zensical", "floor")
_KEYS = frozenset({"empty", "hugo", "plain"})
"""Whose times the figures that every report has are ratios to."""

_Makers = Mapping[str, Callable[[Path, Path], PeerSite | None]]
_MAKERS: Mapping[str, _Makers] = {
    "hugo": {"hugo": hugo_site},
    "plain": {
        "plain": lambda folder, circulars: plain_site(folder, circulars, has_search=False),
        "plain-index": lambda folder, circulars: plain_site(folder, circulars, has_search=True),
    },
    "zensical": {"zensical": zensical_site},
    "floor": {"floor": floor_site},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Sites that are ready to be built, the empty one among them."""

    sites: Mapping[str, PeerSite]
    missing: Sequence[str] = field(default=())
    """Peers that are not installed."""

    def jobs(self) -> list[Job]:
        """A cold build of each."""
        return [self._job(name, site) for name, site in self.sites.items()]

    def about(self) -> dict[str, Any]:
        """Versions and numbers of pages; "missing" those that are not installed."""
        known = {
            name: {"version": site.version, "pages": site.pages()}
            for name, site in self.sites.items()
        }
        return known | dict.fromkeys(self.missing)

    @staticmethod
    def _job(name: str, site: PeerSite) -> Job:
        def build() -> Figures:
            # The empty site is what a build costs at least, with its output there as with ours.
            return {name: site.build(cold=name != "empty")}

        return Job(name=name, figures=build, is_key=name in _KEYS)


def prepared_peers(folder: Path, circulars: Path, names: Sequence[str]) -> Peers:
    """Write the sources of the named peers below *folder*."""
    sites: dict[str, PeerSite] = {"empty": empty_site(folder / "empty")}
    missing = []
    for chosen in PEERS:
        for name, make in _MAKERS[chosen].items() if chosen in names else ():
            site = make(folder / name, circulars)
            if site is None:
                missing.append(name)
            else:
                sites[name] = site
    return Peers(sites=sites, missing=missing)
