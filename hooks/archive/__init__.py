"""The archive of circulars: a plain package that turns a folder of circulars into pages and feeds.

It knows nothing of MkDocs. Data flows one way: files -> raw values -> checks -> frozen
:class:`archive.model.Archive` -> outputs -> artifacts -> disk.
"""
