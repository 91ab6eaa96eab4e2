"""How fast the archive is built, beside other site generators, on an invented archive of any size.

    make bench N=1000 PEERS=hugo RUNS=3 MINUTES=4.5
    python -m tests.bench --number 1000 --peers hugo --runs 3 --minutes 4.5

What is measured
    The project is copied, with an archive inside (``archive``: letters of about 600 words in two
    languages, always the same for the same number). Builds of the copy are timed after one change
    each (``scenarios``, ``edits``): from nothing, with nothing changed, after a letter's text,
    date, initiative or title, after a letter more, a letter less or renamed, after a template, a
    string or mkdocs.yml, in a fresh clone where every file has a new time (so that the code has to
    be compiled anew too) with store and site restored, or the store alone. Every change goes to
    and fro. All without the search index, which is measured alone; and the checker, cold and warm.
    Beside Hugo also a cold build with only those outputs that Hugo's site has (``alike``).
    How an edit grows with the archive is told by the same edit in one of 100 letters.

Beside what (``peers``)
    Hugo with languages, taxonomies, lists and feeds; MkDocs + Material + static-i18n with letters
    as ordinary pages out of the navigation, without search and with it; Zensical; the bare
    conversion of Markdown on one core; and an empty bilingual site on the same stack, the floor of
    any build. Hugo and Zensical live in ``.venv/bench`` (``.ci/peers``, requirements/bench.txt).
    What is not installed is null in the report.

How
    In rounds over all of them (``schedule``), so that a busy minute strikes all alike; medians of
    ``--runs`` rounds. When ``--minutes`` are over, no further run begins, but what every report
    needs is run once whatever it takes: at 10,000 letters give it ``MINUTES=60``. Times are wall
    time and processor time, the latter of all processes that a command starts (``process``); peak
    memory of the largest process and of all together (PSS), in megabytes of a million bytes. On a
    busy machine look at the ratios of processor time.

What comes of it
    A table; ``build/bench.json`` with the ratios that are asked for (of wall times; those of
    processor times in ``ratios_processor``), all medians and all runs; ``build/bench.html`` with
    charts over all runs kept in ``build/bench/history``. ``page_gz_bytes`` is the median of the
    compressed pages of circulars, ``first_view_bytes`` what a Chromium with an empty cache
    downloads to show one (needs ARCHIVE_BROWSER, as ``make bench`` sets it).

In CI
    ``test_short`` builds 300 letters and times nothing: it counts pages and feeds, and compares
    what is built after each of the changes with a clean build, byte by byte.
"""
