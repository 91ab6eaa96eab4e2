"""Files beside a text: whether each is what its name says, and does nothing when it is opened.

Nobody has read such a file when it is published, and readers open it outside of the browser. A file
is judged by its content: by bytes and by plain rules, without the programs that show it. What can
hide from that (a stream of unknown packing, a locked file) is refused, not trusted.
"""
