"""The search index: what is put into it, and how Pagefind makes it."""
