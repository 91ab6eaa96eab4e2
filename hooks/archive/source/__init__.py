"""From a file to raw values with line and column, and from a body to Markdown events.

The only package that imports YAML, python-frontmatter and pyromark. It judges nothing but what
cannot be read at all.
"""

from archive.source.files import (
    MAX_FILE_BYTES,
    MAX_TEXT_BYTES,
    MarkedHandler,
    SourceFile,
    empty_file,
    read_register,
    read_text,
    text_of,
)
from archive.source.markdown import (
    MAX_DEPTH,
    MAX_EVENTS,
    MAX_MARKERS,
    Body,
    MarkdownEvent,
    markdown_events,
)
from archive.source.nodes import Mapping, Node, Scalar, Sequence
from archive.source.values import (
    Comment,
    UnreadableError,
    collapsed,
    forbidden_character,
    parse_yaml,
    plain_kind,
    yaml_comments,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_EVENTS",
    "MAX_FILE_BYTES",
    "MAX_MARKERS",
    "MAX_TEXT_BYTES",
    "Body",
    "Comment",
    "Mapping",
    "MarkdownEvent",
    "MarkedHandler",
    "Node",
    "Scalar",
    "Sequence",
    "SourceFile",
    "UnreadableError",
    "collapsed",
    "empty_file",
    "forbidden_character",
    "markdown_events",
    "parse_yaml",
    "plain_kind",
    "read_register",
    "read_text",
    "text_of",
    "yaml_comments",
]
