"""The site generators that are measured beside the archive, on the same Markdown.

``letters``
    reads the archive's files, and turns front matter and links into what any generator takes.
``plain``
    MkDocs + Material + static-i18n with every letter as a page, and a site without letters.
``hugo``
    Hugo, with languages, taxonomies, lists, feeds, contents, neighbours and deadlines.
``zensical``
    Zensical, which has no languages: both stand in one site.
``floor``
    the bare conversion of all Markdown on one core.
"""
