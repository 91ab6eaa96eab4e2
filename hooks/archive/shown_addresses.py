"""Addresses as readers see them in the words of a link, whatever letters these are typed in.

Words are compared with where the link leads. What stands between them and an address are letters
that only look like those of one: a dot that is none, a slash that divides, full-width forms, and
letters of other alphabets. So an address is looked for twice, in the words as they are and in the
words as they look; but only what is really that address is taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.unseen import without_unseen
from archive.web_addresses import bare_addresses

_COMMON = frozenset(
    ["int", "org", "com", "net", "edu", "gov", "info", "eu", "ch", "ru", "su", "рф"]
)
"""By these ends words are known as an address, though they have neither https:// nor www."""
_WORD = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
"""A part of a host's name in any letters: those that look like others are never listed in full."""
_PATH = r"[^\s<>\"«»“”„]*"
_HOST = re.compile(
    rf"(?<![\w@.-])(?P<www>www\.)?(?P<host>(?:{_WORD}\.)+{_WORD})(?![\w@-]|\.\w)(?:[/?#:]{_PATH})?",
    re.IGNORECASE,
)
_WEB = re.compile(rf"https?://+(?P<host>[^\s/?#:@\\<>\"«»“”„]+){_PATH}", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9A-Za-zА-яЁё \xa0,;!?()«»“”„’№–—-]*")
"""Words that have none of the signs of an address, nor any that looks like one."""
_MARKS = frozenset({"Mn", "Me"})

_DOTS = "·‧∙⋅•・･۔܁܂ꓸ𐩐。｡"
_SLASHES = "∕⁄⧸╱⟋〳᜵⼃ノ⫻⧶"
_COLONS = "∶ː˸׃։⁚⁝ꓽ꞉፡︓"
_HYPHENS = "‐‑‒–—―−⁃⹀﹘"
_LOOK_ALIKE = {
    "a": "аɑαᎪꓮΑ",
    "b": "ЬƄᏏ",
    "c": "сϲⅽᏟꓚС",
    "d": "ԁɗᏧꓓ",
    "e": "еҽεЕΕᎬꓰ℮",
    "f": "ẝքϝꓝ",
    "g": "ɡցԍɢᏀ",
    "h": "һհᏂНΗᎻꓧ",
    "i": "іıɩιӏІΙᎥⅰꓲɪ",
    "j": "јϳЈᎫꓙ",
    "k": "кκКΚᏦꓗ",
    "l": "ǀ|ⅼᏞꓡʟ",
    "m": "мⅿМΜᎷꓟ",
    "n": "пոɴΝꓠη",
    "o": "оοօОΟՕꓳσ०੦",
    "p": "рρРΡᏢꓑ",
    "q": "ԛզ",
    "r": "гᴦɾᎡꓣ",
    "s": "ѕʂЅᏚꓢ",
    "t": "тτТΤᎢꓔ",
    "u": "υսʋᴜꓴ",
    "v": "ѵνѴᏙꓦ",
    "w": "ѡԝɯωᎳꓪш",
    "x": "хχХΧꓫ",
    "y": "уүγУΥҮᎩꓬ",
    "z": "ᴢΖᏃꓜ",
    ".": _DOTS,
    "/": _SLASHES,
    ":": _COLONS,
    "-": _HYPHENS,
}
_AS_IT_LOOKS = {ord(each): plain for plain, alike in _LOOK_ALIKE.items() for each in alike}
_SIGNS = {code: plain for code, plain in _AS_IT_LOOKS.items() if not plain.isalnum()}


def holds_an_address(words: str) -> bool:
    """Whether *words* could be taken for an address: a quick look."""
    if _PLAIN.fullmatch(words):
        return False
    signs = words if words.isascii() else _typed(words)
    return "." in signs or "@" in signs or "//" in signs


def shows_another_host(words: str, target: str) -> bool:
    """Whether the *words* of a link are, or hold, an address at another host than its *target*.

    ``itu.int``, ``www.itu.int`` and a host below it are one; of two mail addresses the whole
    counts. What leads to no host misleads nobody.
    """
    host = _host_of(target) if holds_an_address(words) else ""
    if not host:
        return False
    typed, looks = _typed(words), _looks(words)
    if target.startswith("mailto:"):
        mails = [typed[start:end] for start, end in _spans_of_mails(looks)]
        if mails or "@" in looks:
            mail = target.removeprefix("mailto:").casefold()
            return any(each.casefold() != mail for each in mails)
    return any(not _are_one(shown, host) for shown in _shown(typed, looks))


def are_of_one_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, or of one below the other."""
    return _are_one(_host_of(one), _host_of(other))


def _typed(words: str) -> str:
    """*words* in plain forms of their own letters, without what nobody sees."""
    plain = without_unseen(unicodedata.normalize("NFKC", words))
    plain = "".join(each for each in plain if unicodedata.category(each) not in _MARKS)
    return plain.translate(_SIGNS)


def _looks(words: str) -> str:
    """*words* in the letters that they look like, sign for sign those of :func:`_typed`."""
    return "".join(
        unicodedata.normalize("NFKD", _AS_IT_LOOKS.get(ord(each), each))[0]
        for each in _typed(words)
    )


def _spans_of_mails(text: str) -> Iterator[tuple[int, int]]:
    for start, end, target in bare_addresses(text):
        if target.startswith("mailto:"):
            yield start + text[start:end].startswith("mailto:") * len("mailto:"), end


def _shown(typed: str, looks: str) -> Iterator[str]:
    """The hosts that a reader sees in words, as they are typed."""
    for text in dict.fromkeys((typed, looks)):
        for start, end in _spans_of_mails(text):
            yield typed[start:end].rpartition("@")[2].lower()
        for match in _WEB.finditer(text):
            yield typed[slice(*match.span("host"))].strip(".,;()[]").lower()
        for match in _HOST.finditer(_WEB.sub(lambda found: " " * len(found[0]), text)):
            host = match["host"].lower()
            if match["www"] or host.rpartition(".")[2] in _COMMON:
                yield typed[slice(*match.span("host"))].lower()


def _host_of(target: str) -> str:
    if target.startswith("mailto:"):
        return target.rpartition("@")[2].lower()
    try:
        return (urlsplit(target).hostname or "").removesuffix(".")
    except ValueError:
        return ""


def _are_one(one: str, other: str) -> bool:
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
