"""Writing: bodies, shells, templates and the published folder."""
