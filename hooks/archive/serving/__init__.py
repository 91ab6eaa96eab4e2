"""While somebody edits: a server shows the site, and hears of every change in the archive."""
