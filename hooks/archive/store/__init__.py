"""What was read and made before, so that only what changed is read and made again.

A file of its own (SQLite) beside the project; losing it costs time and nothing else.
"""
