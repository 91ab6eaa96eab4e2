"""What a hostile contribution can hold, as data: one list for each place where it can stand.

``published`` attacks pass the rules and must be harmless on every page; ``refused`` ones get one
message, with the code under which they stand. ``kit`` reads the lists and writes archives of them.
"""
