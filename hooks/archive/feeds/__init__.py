"""What feeds tell, as plain data, and the forms in which it is published.

Entries are made once for each letter and language, and shared by all feeds that hold them.
"""
