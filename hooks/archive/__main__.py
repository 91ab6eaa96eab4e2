"""``python -m archive`` is the command ``circulars``."""

from archive.cli import main

raise SystemExit(main())
