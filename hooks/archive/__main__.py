"""``python -m archive`` is the command ``circulars``."""

from archive.start import main

if __name__ == "__main__":  # the checker's processes import this module, and run nothing
    raise SystemExit(main())
