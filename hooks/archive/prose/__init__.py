"""Reading prose: dates, hours, numbers, addresses and references wherever they stand in a text.

Data flows one way: strings and locale -> :mod:`lexicon` (the words of one language and their
patterns) -> :mod:`found` (what a text says) -> :mod:`readings` (a whole document, by paragraph).
No language is named here: a further one needs only the section ``[prose]`` of its strings file.
"""
