"""An invented archive of any size, and what a search in it must find.

``archive``
    writes the archive: ``python -m tests.search.archive FOLDER --number 320`` from the
    repository's root. Plan, prose and files are made in ``plan``, ``prose`` and ``writing``
    from the tables in ``words/``; nothing depends on a clock or on chance.
``queries``
    what readers type, and the letter that must come first.
``cost``
    measures what a browser downloads until the first result:
    ``python -m tests.search.cost SITE --query "..."``.

Every letter is invented: nobody ever wrote one of them, and what they say of the bodies whose
series of references they borrow is not true.
"""
