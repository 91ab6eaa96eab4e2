"""Reading a published site over HTTP: whether readers and subscribers really get what was built.

Nothing here reads the archive's sources: only the site tells of itself, by its sitemap, its
``build.json`` and its pages. Whatever comes over the network may be wrong in any way; it is
measured, parsed without entities, and never run.
"""
