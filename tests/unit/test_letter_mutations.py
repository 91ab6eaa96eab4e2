"""Letters damaged by chance or on purpose: each gives facts, a text and a draft, in bounded time.

A thousand letters (ten thousand with ``ARCHIVE_TEST_LONG=1``) are made from those in
``tests/letters``, each by one or more mutations that a seed decides, so that a failure can be seen
again. Time is not measured in seconds, except by a
wide guard against hanging: four times the text may take so many times longer, and no more.
"""

import datetime as dt
import json
import random
import re
import signal
import time
from functools import cache
from pathlib import Path

import pytest
from small_archive import PHRASES, write_files
from tests.letters_kit.extraction import extracted_text
from tests.thoroughness import of_examples

from archive.blocks import COMMENT, read_blocks
from archive.importing.archive_names import ArchiveNames
from archive.importing.as_json import as_line
from archive.importing.body import letter_body
from archive.importing.drafts import Desktop, Draft, draft_file
from archive.importing.letters import LetterReader
from archive.importing.readers.contents import read_content
from archive.importing.readers.formats import Format
from archive.importing.readers.problems import LetterFileError
from archive.importing.sheet import Kind, Mark, MarkKind, Passage, Place, Sheet
from archive.importing.texts import Known
from archive.listing import list_archive
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.source import markdown_events, text_of
from archive.web_addresses import is_web_address

LETTERS = Path(__file__).parents[1] / "letters"
BATCHES, BATCH = of_examples(5, 50), 200
LONGEST = 500
"""Of a letter before it is mutated, in characters: short ones leave time for many."""
HANGING = 20
"""Seconds of processor time: a letter that takes them hangs."""
KEYS = [
    "lang", "reference", "reference_printed", "bureau", "date", "place", "subject", "addressees",
    "copies", "contact", "initiatives", "events", "deadlines", "meeting_languages", "urls",
    "signatory", "annexes", "relates_to", "evidence", "confidence",
]  # fmt: skip
ALLOWED = frozenset(
    """
    Paragraph Text List Item Heading Table TableHead TableRow TableCell Link Strong Emphasis
    FootnoteDefinition FootnoteReference SoftBreak
    """.split()  # noqa: SIM905 - as a list it would fill the page
)
LABEL = re.compile(r"\[[a-z0-9.]{1,20}\)?\]")
GREETING = "Dear Sir or Madam,\n\n"

RUNS = (
    "a", "(", ")", "1.", "–", "-", "— ", " ", "\t", "\n", "\r", "\f", "\0", ".", ";", ":", ",", "?",
    "a;", "a. ", "A.", "A. ", "a\n", "1\n", "a\n\n1\n\n", "- 1 -\n", "1/2\n", "Page 1 of 2\n",
    "– a\n", "-\n", "a-\n", "•\ta\n", "a) b\n", "1.1 a\n", "1\ta\n", "3. a\n", "- a\n  - b\n",
    "1. a\n2. b\n", "a\tb\n", "|a", "|a|b|\n", "a|b\n-|-\n", "|", "#", "# a", " #", ">", "*", "**",
    "_", "__", "`", "```\n", "[", "]", "[a](b)", "[a](javascript:b) ", "![a](b)", "[^1]",
    "[^1]: a\n", "<", "<a ", "<b>", "<script>", "<!--", "-->", "&amp;", "&", "~", "\\", "=\n",
    "Тел.: ", "Tel.: ", "Tel./Fax: ", "E-mail: ", "Ref.: ", "Ref. ", "№ ", "No. ", "N° ", "To: ",
    "Копия: ", "cc: ", "Subject: a\n", "Предмет:\n", "Contact: ", "Contact\tE-mail\n",
    "Dear Madam, Dear Sir, ", "Dear Sir,\n", "Уважаемый господин,\n", "Уважаемая госпожа, ",
    "Yours faithfully,\n", "С уважением,\n", "(signed)\n", "Director\n", "Chief, Director, ",
    "Annex 1\n", "ANNEX\n", "Приложение 1\n", "Annexes: 2\n", "Annex 1 (a), ", "Mr ", "Mr A. ",
    "г-н Иванов ", "A. ", "O'Neil ", "van der ", "a-b-", "12 May 2019 ", "12 May ", "12, ", "1-",
    "12–13 ", "12 и ", "Monday, ", "31.10.2021 ", "31.10.", "2021-10-31 ", "12 мая 2019 года, ",
    "30 января – ", "1115 ноября ", "May ", "end of ", "this year ", "of ", "1st", "2O19 ", "l2 ",
    "10:00 ", "10:00", "10.00 ", "9 a.m. ", "24:00 ", "2359 hours ", "UTC ", "UTC+3 ", "(UTC",
    "(Geneva time) ", "18 час. 00 мин. ", "by 12 May, ", "не позднее 12 мая 2019 года ",
    "no later than 12 May 2019 ", "two weeks before ", "не позднее чем за две недели до ",
    "by the end of May ", "extended to ", "The deadline for a ", "Key dates:\n", "a@b.org ", "a@",
    "a.b", "@", "https://", "https://a.b/ ", "https://a.b/\n", "x www.a/\n", "www.", "http://xn--",
    "mailto:a@b.org\n", "[email protected] ", "TSB Circular 352 ", "CR/", "CR/1 ", "CL-19/35\n",
    "Corrigendum 2 to ", "Circular ", "AA/BB-", "COM 3/ST ", "C:\\a\\", "a.doc 1/1/20 ",
    "12/06/2020 14:33\n", "[bookmark: ", "{PAGE", "+41 22 730 6301 ", "+41 ", "22 730 6301 ",
    "please contact Mr A Bell, +41 22 730 ", "in English and French ", "e\u0301", "\u0301\u0323",
    "\u202e", "\u200f", "\u00ad", "\u200b", "\u2028", "\ud800", "\uf0b7 ", "ﬁ", "аa", "0O", "İ",
    "ß", "٣", "²", "一", "🙂", "\u00a0", "«", "»", "“", "’", "a’b",
)  # fmt: skip
"""What is repeated: everything that a pattern of the reading begins with or goes on with."""


# ---- letters


@cache
def letters():
    """The texts of the test letters, shortened: the head, some paragraphs, the close."""
    found = []
    for folder in sorted(LETTERS.iterdir()):
        source = next(folder.glob("letter.*"))
        if source.suffix == ".html":
            text = extracted_text(source.read_text("utf-8"))
        else:
            sheet = read_content("letter.txt", Format.TEXT, source.read_bytes())
            text = "\n".join(passage.text for passage in sheet.passages)
        lines = [line[:260] for line in text.split("\n")]
        head, end = "\n".join(lines)[: LONGEST - 200], "\n".join(lines[-8:])[-200:]
        found.append(f"{head}\n{end}")
    return found


def span(chance, text):
    """A stretch of a text, mostly short."""
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + int(chance.expovariate(1 / 80)))


def truncated(chance, text, other):
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return chance.choice([text[:start], text[start:], text[start:end]])


def cut(chance, text, other):
    start, end = span(chance, text)
    return text[:start] + text[end:]


def doubled(chance, text, other):
    start, end = span(chance, text)
    return text[:end] + text[start:end] * chance.choice([1, 1, 2, 20]) + text[end:]


def swapped(chance, text, other):
    lines = text.split("\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def shuffled(chance, text, other):
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def glued(chance, text, other):
    share = chance.choice([0.1, 0.5, 1])
    return re.sub("\n", lambda found: "" if chance.random() < share else "\n", text)


def torn(chance, text, other):
    return "\n".join(re.findall(rf"(?s).{{1,{chance.choice([1, 3, 12, 40])}}}", text))


def without_blanks(chance, text, other):
    return re.sub(chance.choice([r"\s", " ", r"[ \t]"]), "", text)


def without_punctuation(chance, text, other):
    return re.sub(chance.choice([r"[^\w\s]", r"[.,;:]", r"[^\w]", r"\d", r"[^\W\d]"]), "", text)


def in_one_case(chance, text, other):
    return chance.choice([text.upper(), text.lower(), text.swapcase(), text.title()])


def mixed(chance, text, other):
    one, two = chance.randrange(len(text) + 1), chance.randrange(len(other) + 1)
    return text[:one] + chance.choice(["", "\n", " ", "\f"]) + other[two:]


def woven(chance, text, other):
    pairs = zip(text.split("\n"), other.split("\n"), strict=False)
    return "\n".join(chance.choice(["", " ", "\t", "\n"]).join(pair) for pair in pairs)


def sprinkled(chance, text, other):
    signs = [
        lambda: chr(chance.randrange(0x20)),
        lambda: chr(chance.randrange(0x80, 0x3000)),
        lambda: chr(chance.randrange(0xD800, 0xE000)),
        lambda: chr(chance.randrange(0x10000, 0x110000)),
        lambda: chance.choice("\u0300\u0301\u200b\u200e\u200f\u202a\u202e\u2066\ufeff\u00ad\u0000"),
        lambda: chance.choice("0123456789.,:;()/-–@«»\"'|*_[]<>#\\&\n\t\f"),
        lambda: chance.choice(RUNS),
    ]
    sign = chance.choice(signs)
    for _ in range(chance.choice([1, 5, 40])):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + sign() + text[at + chance.randrange(2) :]
    return text


def with_a_run(chance, text, other):
    at, unit = chance.randrange(len(text) + 1), chance.choice(RUNS)
    return text[:at] + unit * (chance.choice([30, 300]) // len(unit) + 1) + text[at:]


def with_other_figures(chance, text, other):
    return re.sub(r"\d+", lambda _: str(chance.choice([0, 1, 12, 31, 99, 2019, 10**9])), text)


MUTATIONS = (
    truncated, cut, doubled, swapped, shuffled, glued, torn, without_blanks, without_punctuation,
    in_one_case, mixed, woven, sprinkled, sprinkled, with_a_run, with_a_run, with_other_figures,
)  # fmt: skip


def mutated(chance):
    """A letter with one to three mutations."""
    text, other = chance.choice(letters()), chance.choice(letters())
    for _ in range(chance.choice([1, 1, 2, 3])):
        text = chance.choice(MUTATIONS)(chance, text, other)
    return text


# ---- sheets


def typed(text, form=Format.TEXT):
    """The sheet of a text file; None for what is refused with a message."""
    try:
        return read_content("letter.txt", form, text.encode("utf-8", "surrogatepass"))
    except LetterFileError:
        return None


def bytes_of(chance, text):
    """The sheet of a text file whose bytes are damaged."""
    data = bytearray(text.encode(chance.choice(["utf-8", "utf-16", "cp1251", "koi8-r"]), "replace"))
    for _ in range(chance.choice([0, 3, 100])):
        data[chance.randrange(len(data)) if data else 0 : 1] = bytes([chance.randrange(256)])
    try:
        return read_content("letter.txt", Format.TEXT, bytes(data))
    except LetterFileError:
        return None


def composed(chance, text):
    """A sheet as a reader of documents makes it: tables with ragged cells, lists, marks, notes."""
    passages = []
    for line, words in enumerate(text.split("\n"), 1):
        kind = chance.choice([*Kind, Kind.TEXT, Kind.TEXT, Kind.ROW, Kind.ITEM])
        words = "" if kind is Kind.PAGE else words
        if kind is Kind.ROW:
            words = re.sub(" ", lambda _: chance.choice([" ", " ", "\t", "\n"]), words)
        targets = ("", "https://example.org/", "javascript:alert(1)", "mailto:a@b.org", "C:\\a")
        marks = []
        for _ in range(chance.choice([0, 0, 1, 4])):
            start, end = sorted(chance.randrange(len(words) + 1) for _ in range(2))
            mark = chance.choice([*MarkKind])
            end = start if mark is MarkKind.NOTE else end
            target = chance.choice(targets) if mark is MarkKind.LINK else chance.choice("12*aя ")
            marks.append(Mark(start=start, end=end, kind=mark, target=target))
        passages.append(
            Passage(
                kind=kind,
                text=words,
                place=Place(line=line, page=chance.choice([None, 1, 2])),
                label=chance.choice(["", "1", "1.", "2", "a)", "•", "1.1", "IV", "[x]", "²"]),
                depth=chance.choice([0, 0, 1, 2, 200]),
                table=chance.choice([1, 2]) if kind is Kind.ROW else None,
                marks=tuple(sorted(marks, key=lambda mark: mark.start)),
            )
        )
    return Sheet(name="l.docx", passages=tuple(passages), has_paragraphs=chance.random() < 0.7)


def sheet_of(chance):
    """The sheet of a mutated letter, read in one of the ways that need no library."""
    text = mutated(chance)
    way = chance.random()
    if way < 0.55:
        return typed(text)
    if way < 0.7:
        return typed(text, Format.MARKDOWN)
    return bytes_of(chance, text) if way < 0.8 else composed(chance, text)


# ---- results


@pytest.fixture(scope="session")
def reader():
    """Reads letters, knowing one initiative."""
    return LetterReader(PHRASES, Known(initiatives={"harbours": ("Safe harbours", "Harbours")}))


@pytest.fixture(scope="session")
def desktop(tmp_path_factory):
    """What drafts are written with: the registers of a small archive."""
    root = write_files(tmp_path_factory.mktemp("archive"), {})
    sources = SourceReader(root, Reader(Grammar.of(PHRASES)), "circulars")
    names = ArchiveNames(sources, list_archive(root, "circulars"), PHRASES)
    return Desktop(names=names, words=PHRASES["en"], phrases=PHRASES, added=dt.date(2024, 3, 10))


class HangingError(Exception):
    """A letter has taken all the time that any may take."""


def _hang(signum, frame):
    raise HangingError


def results(reader, desktop, sheet):
    """The line of JSON, the text and the draft of a letter."""
    before = signal.signal(signal.SIGPROF, _hang)
    signal.setitimer(signal.ITIMER_PROF, HANGING)
    try:
        letter = reader.read(sheet)
        line = as_line(letter.facts)
        body = letter_body(letter.segments, letter.words)
        return line, body, draft_file(Draft(facts=letter.facts, body=body), desktop)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def is_moment(text):
    """Whether a text is an ISO day or a local date-time without offset."""
    if len(text) == len("2021-10-31"):
        return bool(dt.date.fromisoformat(text))
    return dt.datetime.fromisoformat(text).tzinfo is None and len(text) == len("2021-10-31T10:00")


def assert_well_formed(line, body, draft):
    """Whatever a letter says, programs and the archive can read what is made of it."""
    found = json.loads(line)
    assert list(found) == KEYS
    assert list(found["contact"]) == ["name", "tel", "fax", "email"]
    assert list(found["signatory"]) == ["name", "title"]
    if found["date"] is not None:
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found["date"])
        assert dt.date.fromisoformat((found["date"] + "-01-01")[:10])
    for event in found["events"]:
        assert is_moment(event["start"])
        assert event["end"] is None or is_moment(event["end"])
        assert event["format"] in (None, "physical", "virtual", "hybrid")
    for deadline in found["deadlines"]:
        assert deadline["date"] is None or is_moment(deadline["date"])
        assert deadline["verbatim"].strip()
    assert all(0 <= each <= 1 for each in found["confidence"].values())
    assert found["evidence"].keys() == found["confidence"].keys()
    for key, places in found["evidence"].items():
        assert all(place["words"].strip() and place["line"] >= 1 for place in places), key
    for url in found["urls"]:
        assert not re.match(r"(?i)\s*(?:javascript|data|file|vbscript):", url)
    line.encode("utf-8", "strict")

    file = text_of(draft.encode("utf-8", "strict"), "2024/letter/en.md", "2024/letter/en.md")
    assert not file.problems
    assert {key.value for key, _ in file.front.entries} >= {"kind", "subject", "paragraphs"}
    assert file.body.text.rstrip().endswith(body.text.rstrip())
    assert read_blocks(file.body, numbered=body.is_numbered)
    # Above the text stands a comment for the editor; below it there is no other HTML.
    _, _, text = file.body.text.partition("-->\n")
    inner = type(file.body)(text=text, first_line=1, data=text.encode())
    for event in markdown_events(inner):
        said = inner.slice(event.start, event.end)
        is_todo = event.name in ("HtmlBlock", "Html") and COMMENT.fullmatch(said.strip())
        # Beside the text stand comments for the editor, which the archive never prints.
        assert event.name in ALLOWED or (is_todo and is_todo["todo"]), (event.name, said)
        if event.kind == "start" and event.name == "Link":
            assert re.search(r"link:link-\d+", str(event.value)), event.value
    for _, address in body.links.values():
        assert address == "lost" or address.startswith("mailto:") or is_web_address(address)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated_letters(reader, desktop, batch):
    for number in range(BATCH):
        seed = f"{batch}.{number}"
        sheet = sheet_of(random.Random(seed))
        if sheet is None:
            continue
        try:
            assert_well_formed(*results(reader, desktop, sheet))
        except Exception as error:
            error.add_note(f"the letter of the seed {seed}")
            raise


# ---- size

HUGE = {
    "one line of letters": "a" * 1_000_000,
    "one line of a letter": "The next meeting is to be held on 12 May 2019, please register. "
    * 8_000,
    "brackets": "(" * 100_000,
    "dashes": "–" * 100_000,
    "a number": "1." * 50_000,
    "blanks": "a" + " " * 1_000_000 + "b",
    "a heading": "# " + " #" * 100_000 + "a",
    "a rule of a table": "a\n" + " " * 300_000 + "a",
    "empty lines": GREETING + "\n" * 100_000 + "a",
    "ends of pages": GREETING + "a\f" * 30_000,
    "labels": "Тел.: " * 10_000,
    "salutations": "Dear Madam, Dear Sir,\n" * 5_000,
    "dates": GREETING + "".join(f"{n % 28 + 1} May {2000 + n % 90}, " for n in range(10_000)),
    "deadlines": GREETING
    + "".join(
        f"Please send form {n} no later than {n % 28 + 1} May {2020 + n % 70}.\n\n"
        for n in range(3_000)
    ),
    "addresses": GREETING + "".join(f"a{n}@b.org http://a.org/{n} " for n in range(10_000)),
    "references": GREETING + "".join(f"CR/{n}, " for n in range(10_000)),
    "annexes": GREETING + "Yours faithfully,\n\n" + "Annex 1\na\n\n" * 8_000,
    "a list": GREETING + "".join(f"{n}. word\n" for n in range(1, 10_000)),
    "a deep list": GREETING + "".join("  " * (n % 200) + f"- a{n}\n" for n in range(2_000)),
    "a table": GREETING + "12 May 2019\tRegister\n" * 5_000,
    "a wide table": GREETING + "a\t" * 20_000,
    "running heads": "".join(f"head {chr(0x400 + n)}\n- {n % 999} -\n\n" for n in range(5_000)),
    "torn words": GREETING + "".join(f"go word{n}-\nends so\n" for n in range(5_000)),
    "torn addresses": GREETING + "x www.a/\n" * 10_000,
    "comments": "<!-- a " * 30_000,
    "combining marks": "\u0301\u0323" * 50_000,
}
"""Letters as large as nobody writes them, so that some step has its work repeated."""
MARKED = ("a heading", "a rule of a table", "a deep list", "comments")
"""Those of Markdown."""


@pytest.mark.parametrize("name", HUGE)
def test_huge_letters(reader, desktop, name):
    form = Format.MARKDOWN if name in MARKED else Format.TEXT
    sheet = typed(HUGE[name], form)
    if sheet is not None:
        line, body, draft = results(reader, desktop, sheet)
        assert_well_formed(line, body, draft)
        assert len(line) < 40 * len(HUGE[name]) + 100_000


SLOWEST = (
    "a;", "A.", "1-", "'", "12 May ", "UTC+3 ", "9 a.m. ", "2O19 ", "a@b.org ", "https://a.b/ ",
    "two weeks before ", "no later than 12 May 2019 ", "не позднее 12 мая 2019 года ", "Mr A. ",
    "Tel.: ", "– a\n", "1. a\n3. b\n", "[^1]: a\n", "a-\n", "a\n\n1\n\n", "\n", "Annex 1\n",
    "x www.a/\n", "CR/1 ",
)  # fmt: skip
"""Runs with which some step once took time by the square of their length."""


def seconds(reader, text):
    """The processor time that a letter takes, the least of two measurements."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        letter = reader.read(typed(text))
        as_line(letter.facts)
        letter_body(letter.segments, letter.words)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("unit", SLOWEST)
def test_four_times_the_text_does_not_take_sixteen_times_the_time(reader, unit):
    short, long = (GREETING + "1\tWords " + unit * (size // len(unit)) for size in (5_000, 20_000))
    seconds(reader, short[:200])  # the patterns are built once
    assert seconds(reader, long) < 6 * seconds(reader, short) + 0.05
