"""What a change of the archive means for its readers and subscribers.

``differences`` compares two states of the archive and gives plain data (one JSON object);
``markdown`` words such data, also data that came from somebody else, in all languages.
"""
