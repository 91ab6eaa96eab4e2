"""The archive as a tree of plain Markdown and data files, which any generator can build."""
