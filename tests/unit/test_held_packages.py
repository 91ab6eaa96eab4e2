"""Packages beside a text that are made to cost much or to say two things: one message for each."""

import io
import struct
import zipfile

import pytest
from annex_files import SOUND, office, open_document, package

from archive.held_files.budget import MEMBERS, STEPS, UNPACKED, Budget
from archive.held_files.judging import fault_of

MIB = 1024 * 1024


def found(data, ending="zip", budget=None):
    """The code, the variant and the values of a file's fault."""
    fault = fault_of(data, ending, budget)
    return fault and (fault.code, fault.variant, *fault.values.values())


def nested(levels, wide, ending="zip"):
    """A package of equal packages, of which each holds equal packages, and so on."""
    data = package({f"{at}.txt": b"0" * MIB for at in range(wide)})
    for _ in range(levels):
        data = package({f"{at}.{ending}": data for at in range(wide)})
    return data


def patched(data, mark, at, form, value, which=0):
    """A package in which a number stands that is not true."""
    made = bytearray(data)
    place = -1
    for _ in range(which + 1):
        place = made.index(mark, place + 1)
    struct.pack_into(form, made, place + at, value)
    return bytes(made)


LOCAL, LISTED = b"PK\x03\x04", b"PK\x01\x02"
PLAIN = package({"a.txt": b"a" * 400, "b.txt": b"b" * 400})
STORED = package({"a.txt": b"a" * 400, "b.txt": b"b" * 400}, method=zipfile.ZIP_STORED)


def overlapping(count):
    """Files that all are the same packed bytes: the list leads to one header many times."""
    kernel = package({"0.txt": b"0" * MIB})
    start = kernel.index(LISTED)
    entry = kernel[start : kernel.index(b"PK\x05\x06")]
    entries = [entry.replace(b"0.txt", b"%05d" % at) for at in range(count)]
    size = sum(map(len, entries))
    end = struct.pack("<4s4xHHIIH", b"PK\x05\x06", count, count, size, start, 0)
    return kernel[:start] + b"".join(entries) + end


def quoting():
    """Files whose packed bytes hold the headers of the files behind them, and their content."""
    inner = STORED[: STORED.index(LISTED)]
    second = STORED.index(LOCAL, 1)
    whole = bytearray(STORED)
    length = len(inner) - (second - 400)
    for mark, places in ((LOCAL, (18, 22)), (LISTED, (20, 24))):
        for at in places:
            struct.pack_into("<I", whole, whole.index(mark) + at, length)
    return bytes(whole)


class TestBombs:
    def test_packages_in_packages_end_at_the_first(self):
        budget = Budget()
        assert found(nested(10, 16), budget=budget) == ("file-unpacks", "member", "0.zip")
        assert (budget.unpacked, budget.members) == (0, 16)

    @pytest.mark.parametrize("ending", ["docx", "odt", "pdf", "csv"])
    def test_nor_do_they_hide_under_another_ending(self, ending):
        budget = Budget()
        wanted = ("file-unpacks", "member", f"0.{ending}")
        assert found(nested(10, 16, ending), budget=budget) == wanted
        assert budget.unpacked < MIB

    @pytest.mark.parametrize("ending", ["docx", "xlsx", "pptx"])
    @pytest.mark.parametrize("name", ["media/image1.png", "a.bin", "copy"])
    def test_a_document_may_hold_no_package_of_any_name(self, ending, name):
        data = office(ending, {name: nested(10, 16)})
        assert found(data, ending) == ("file-active", "", name)

    def test_a_document_that_holds_a_document_that_holds_one(self):
        """As deep as one likes: the outer one is refused for the next one in it."""
        data = SOUND["docx"]
        for _ in range(50):
            data = office("docx", {"word/media/a.png": data})
        budget = Budget()
        assert found(data, "docx", budget) == ("file-active", "", "word/media/a.png")
        assert budget.members < 20
        assert budget.unpacked < 2 * MIB

    def test_what_documents_in_an_archive_unpack_is_one_sum(self):
        """Each by itself is bearable: a picture of 24 MiB."""
        one = office("docx", {"word/media/a.png": bytes(24 * MIB)})
        budget = Budget()
        data = package({f"{at}.docx": one for at in range(16)}, method=zipfile.ZIP_STORED)
        assert found(one, "docx") is None
        assert found(data, budget=budget) == ("file-unpacks", "", 265, 250)
        assert budget.unpacked <= UNPACKED

    def test_and_so_are_their_files(self):
        one = office("docx", {f"word/media/{at}": b"x" for at in range(MEMBERS // 3)})
        budget = Budget()
        data = package({f"{at}.docx": one for at in range(16)})
        assert found(one, "docx") is None
        assert found(data, budget=budget) == ("file-unpacks", "many", MEMBERS)
        assert budget.members < 2 * MEMBERS

    def test_and_their_elements(self):
        one = office("docx", {"word/a.xml": "<a>" + "<b/>" * (STEPS // 5) + "</a>"})
        budget = Budget()
        data = package({f"{at}.docx": one for at in range(16)})
        assert found(one, "docx") is None
        assert found(data, budget=budget) == ("file-locked", "unseen")
        assert budget.steps == STEPS + 1

    def test_ten_thousand_files_are_the_limit(self):
        files = {f"{at}.txt": b"x" for at in range(MEMBERS)}
        assert found(package(files)) is None
        assert found(package({**files, "z.txt": b"x"})) == ("file-unpacks", "many", MEMBERS)

    def test_one_content_that_stands_for_many_files_is_not_unpacked(self):
        budget = Budget()
        assert found(overlapping(200), budget=budget) == ("file-damaged", "")
        assert found(overlapping(9_000), budget=budget)[:2] == ("file-unpacks", "")
        assert budget.unpacked == 0

    def test_nor_is_one_that_lies_within_another(self):
        budget = Budget()
        assert found(quoting(), budget=budget) == ("file-damaged", "")
        assert budget.unpacked == 0

    def test_what_says_that_it_is_small_is_unpacked_to_its_word(self):
        data = package({"a.txt": bytes(240 * MIB)})
        for mark, at in ((LOCAL, 22), (LISTED, 24)):
            data = patched(data, mark, at, "<I", 4096)
        budget = Budget()
        assert found(data, budget=budget) == ("file-damaged", "")
        assert budget.unpacked < MIB

    def test_what_says_that_it_is_large_is_not_begun(self):
        data = PLAIN
        for mark, at in ((LOCAL, 22), (LISTED, 24)):
            data = patched(data, mark, at, "<I", 2**32 - 2)
        budget = Budget()
        assert found(data, budget=budget)[:2] == ("file-unpacks", "")
        assert budget.unpacked == 0


def two_lists():
    """An end of a list of files within another file, before the true one."""
    return package({"a.txt": SOUND["zip"]}, method=zipfile.ZIP_STORED)


class TestTwoAnswers:
    """Where programs of two kinds would unpack two things, nothing is published."""

    @pytest.mark.parametrize(
        ("mark", "at", "form", "value"),
        [
            (LOCAL, 8, "<H", 0),
            (LOCAL, 14, "<I", 7),
            (LOCAL, 18, "<I", 7),
            (LOCAL, 22, "<I", 7),
            (LOCAL, 26, "<H", 4),
            (LOCAL, 30, "<B", ord("x")),
            (LISTED, 16, "<I", 7),
            (LISTED, 24, "<I", 401),
            (LISTED, 42, "<I", 1),
            (b"PK\x05\x06", 4, "<H", 1),
            (b"PK\x05\x06", 16, "<I", 1),
            (b"PK\x05\x06", 12, "<I", 9),
        ],
    )
    def test_header_list_and_content_agree(self, mark, at, form, value):
        assert found(PLAIN) is None
        assert found(patched(PLAIN, mark, at, form, value)) == ("file-damaged", "")

    def test_the_checksum_is_that_of_the_content(self):
        assert found(STORED) is None
        assert found(STORED.replace(b"aaa", b"aab", 1)) == ("file-damaged", "")

    def test_packed_bytes_have_nothing_behind_their_end(self):
        packed = PLAIN.index(LOCAL, 1)
        data = PLAIN[:packed] + b"MZ" + PLAIN[packed:]
        for mark, at in ((LOCAL, 18), (LISTED, 20)):
            data = patched(data, mark, at, "<I", struct.unpack_from("<I", PLAIN, 18)[0] + 2)
        moved = patched(data, LISTED, 42, "<I", packed + 2, which=1)
        start = struct.unpack_from("<I", PLAIN, len(PLAIN) - 6)[0]
        moved = patched(moved, b"PK\x05\x06", 16, "<I", start + 2)
        assert found(moved) == ("file-damaged", "")

    def test_sizes_may_stand_behind_a_file(self):
        """So write programs that do not go back in what they have written."""

        class Forward(io.BytesIO):
            def seek(self, *_):
                raise OSError

            def tell(self):
                raise OSError

        stream = Forward()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("a.txt", "text\n" * 40)
        assert stream.getvalue()[6] & 8
        assert found(stream.getvalue()) is None

    def test_an_archive_within_a_file_of_an_archive_is_no_list(self):
        assert found(two_lists()) == ("file-unpacks", "member", "a.txt")

    def test_folders_are_no_files(self):
        assert found(package({"a/": b"", "a/b.txt": b"x", "Формы/ответ.txt": b"x"})) is None

    def test_an_empty_archive_is_an_archive(self):
        assert found(package({})) is None
        assert found(open_document("odt")[:-1], "odt") == ("file-damaged", "")
