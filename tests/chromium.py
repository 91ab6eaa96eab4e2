"""How Chromium is started wherever it is used here: alone with the pages that it is shown."""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright

_OFF = (
    # Pages of the browser's own that a new window begins with, two for the box of addresses:
    # making them takes more work than most of our pages do.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # A process kept ready for a page that a test never opens.
    "SpareRendererForSitePerProcess",
    # What Playwright turns off and a test would notice. Its own list does not hold beside this one.
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_OFF)}",
)
"""No services of its maker, and nothing that needs what a container lacks."""


def launch(playwright: Playwright, path: str) -> Browser:
    """Chromium at *path*, without a window."""
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))
