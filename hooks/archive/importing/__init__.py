"""From a received letter to a draft: files are read, facts are proposed, each with its evidence.

Data flows one way: a reader makes a :class:`~archive.importing.sheet.Sheet` of a file, ``mending``
takes the damage out of it, ``segments`` finds the letter's parts, the modules of facts read one
kind of fact each, and ``draft`` and ``as_json`` write down what was found.
"""
