"""The store saves time and nothing else: whatever is wrong with it, the site is right."""

import os
import shutil
import sqlite3
from random import Random

import pytest
from small_archive import ADDRESSEES, BUREAUX, INITIATIVE, letter, translation
from whole_builds import PAGES, STORE, State, Workshop, differences, only

from archive.store import survey
from archive.store.database import FILE, Store
from archive.store.guard import StoreLostError, row_sum
from archive.store.lock import BusyError, Lock

RELATED = (
    "related:\n  first:\n    kind: circular\n    relation: follows\n    circular: 2024/letter\n"
)
FILES = {
    "registers/bureaux.yml": BUREAUX,
    "registers/addressees.yml": ADDRESSEES,
    "initiatives/harbours/en.md": INITIATIVE,
    "2024/letter/en.md": letter(initiatives="[harbours]", reference="TSB Circular 1"),
    "2024/letter/ru.md": translation(),
    "2024/other/en.md": letter("It follows TSB Circular 1.\n", RELATED, date="2024-03-09"),
}
FLIPS = 24


def states():
    """A state and one after an edit."""
    state = State(files={name: text.encode() for name, text in FILES.items()})
    edited = state.text("2024/letter/en.md").replace("invites you", "invites us")
    return state, state.having({"2024/letter/en.md": edited})


@pytest.fixture(autouse=True)
def _pages():
    with only(PAGES):
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder in which a state was built; the state after it, and what that gives."""
    folder = tmp_path_factory.mktemp("built")
    with only(PAGES):
        state, after = states()
        shop = Workshop(folder / "first")
        shop.lay(state)
        assert shop.builds(state) is not None
        clean = Workshop(folder / "second")
        clean.lay(after)
        yield folder / "first", after, clean.clean(after)


@pytest.fixture
def shop(built, tmp_path):
    """A copy of that folder, on another path: the sources are those after the edit."""
    found = Workshop(tmp_path / "copy")
    for name in (STORE, "site"):
        shutil.copytree(built[0] / name, tmp_path / "copy" / name)
    found.lay(built[1])
    return found


@pytest.fixture
def is_right(shop, built):
    """Whether the next build gives what a clean one would, and the one after has nothing to do."""

    def check():
        assert shop.builds(built[1]) is not None
        assert not differences(shop.site, built[2])
        left = {path.name for path in (shop.folder / STORE).iterdir()}
        assert left <= {FILE, "lock.sqlite3"}
        assert "written: 0, removed: 0" in shop.builds(built[1])
        assert shop.read == 0
        return True

    return check


class TestWhatIsNotOurs:
    def test_a_store_that_was_copied_to_another_path_serves(self, shop, is_right):
        shop.builds(states()[1])
        assert shop.read == 1
        assert is_right()

    def test_one_of_another_version_of_the_code(self, shop, is_right):
        Store(shop.folder / STORE, "another version").close()
        assert is_right()

    @pytest.mark.parametrize("content", [b"", b"Not a database.\n" * 500, b"SQLite format 3\0"])
    def test_another_file(self, shop, is_right, content):
        (shop.folder / STORE / FILE).write_bytes(content)
        assert is_right()

    def test_another_file_instead_of_the_lock(self, shop, is_right):
        (shop.folder / STORE / "lock.sqlite3").write_bytes(b"Not a database.\n" * 500)
        assert is_right()

    def test_a_folder(self, shop, is_right):
        path = shop.folder / STORE / FILE
        path.unlink()
        (path / "deep").mkdir(parents=True)
        assert is_right()

    @pytest.mark.parametrize("script", ["create table notes (text)", "create table about (x)"])
    def test_a_database_of_another_program(self, shop, is_right, script):
        path = shop.folder / STORE / FILE
        path.unlink()
        sqlite3.connect(path).executescript(script).connection.close()
        assert is_right()

    def test_tables_are_missing(self, shop, is_right):
        changed(shop, "drop table texts")
        assert is_right()

    def test_one_that_was_only_begun(self, shop, is_right):
        changed(shop, "delete from about")
        assert is_right()

    def test_a_folder_that_cannot_be_made(self, shop, built):
        shutil.rmtree(shop.folder / STORE)
        (shop.folder / STORE).write_text("a file")
        for _ in range(2):
            assert shop.builds(built[1]) is not None
            assert not differences(shop.site, built[2])

    def test_a_file_that_cannot_be_written(self, shop, built, monkeypatch):
        connect = sqlite3.connect

        def only_read(address, **options):
            found = connect(address, **options)
            if address != ":memory:":
                found.execute("pragma query_only = on")
            return found

        monkeypatch.setattr(sqlite3, "connect", only_read)
        assert shop.builds(built[1]) is not None
        assert not differences(shop.site, built[2])


class TestDamage:
    @pytest.mark.parametrize("seed", range(FLIPS))
    def test_flipped_bytes(self, shop, is_right, seed):
        dice, path = Random(seed), shop.folder / STORE / FILE
        data = bytearray(path.read_bytes())
        for _ in range(dice.choice((1, 20, 400))):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
        assert is_right()

    @pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.99])
    def test_a_part_of_the_file(self, shop, is_right, part):
        path = shop.folder / STORE / FILE
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * part)])
        assert is_right()

    @pytest.mark.parametrize("part", [0.3, 0.7])
    def test_zeros_from_some_place_on(self, shop, is_right, part):
        path = shop.folder / STORE / FILE
        data = path.read_bytes()
        start = int(len(data) * part)
        path.write_bytes(data[:start] + bytes(len(data) - start))
        assert is_right()

    @pytest.mark.parametrize(
        "table", ["folders", "cards", "texts", "told", "stale", "outputs", "kept", "about"]
    )
    def test_rows_that_are_missing(self, shop, is_right, table):
        name = "name" if table == "about" else "path"
        changed(shop, f"delete from {table} where length({name}) % 2")
        assert is_right()

    @pytest.mark.parametrize("kept", ["", "x", "[", "[1]", "1", '["a", "b", "c"]'])
    def test_what_was_noted_of_the_last_build(self, shop, is_right, kept):
        changed(shop, "update about set value = ? where name != 'made-by'", kept)
        assert is_right()


NONSENSE = [
    *("", "null", "[]", "{}", "0", '"x"', "[[[[[", "[" * 100_000, '["__import__", ["os"]]'),
    *("[null, null]", "[[], [], [], [], []]", '["2024/letter", [], "no-such-bureau"]', "NaN"),
    "cos\nsystem\n(S'touch run'\ntR.",
]
COLUMNS = [
    *(("folders", name) for name in ("findings", "facts", "named")),
    *(("cards", name) for name in ("rank", "facts", "shown", "judged", "tied", "ties")),
    *(("texts", name) for name in ("body", "digest")),
    *(("told", name) for name in ("facts", "ties")),
]
SUMS = {
    "folders": "path, digest, findings, facts, named",
    "cards": "path, rank, facts, shown, judged, tied, ties, is_troubled",
    "texts": "path, language, body, digest",
    "told": "path, facts, ties",
}
MEANT = {
    ("cards", "rank"),
    ("cards", "shown"),
    ("cards", "ties"),
    ("told", "ties"),
    ("texts", "digest"),
}
"""What may be any text: only the code that wrote it could tell."""


class TestWhatSomebodyWrote:
    @pytest.mark.parametrize(("table", "column"), COLUMNS)
    def test_nonsense_never_runs(self, shop, is_right, built, table, column):
        for text in Random(f"{table} {column}").sample(NONSENSE, 3):
            _copied(built, shop)
            changed(shop, f"update {table} set {column} = ?", text)
            assert is_right()

    @pytest.mark.parametrize(("table", "column"), [each for each in COLUMNS if each not in MEANT])
    def test_nor_with_a_right_sum(self, shop, built, table, column):
        for text in NONSENSE:
            _copied(built, shop)
            changed(shop, f"update {table} set {column} = ?", text)
            changed(shop, "update about set value = '' where name in ('sound', 'told')")
            _right_sums(shop)
            assert shop.builds(built[1]) is not None
            if (column, text) not in {("named", "[]"), ("facts", ""), ("findings", "")}:
                assert not differences(shop.site, built[2]), text

    def test_bytes_instead_of_text(self, shop, is_right):
        changed(shop, "update folders set facts = ?", b"\x80\x04\x95\xff")
        assert is_right()

    def test_facts_of_other_types(self, shop, built):
        """Each value of the facts in turn becomes another one."""
        for number in range(30):
            _copied(built, shop)
            (text,) = changed(shop, "select facts from folders where path = '2024/other'")
            facts = text.split("\n")
            if number >= len(facts):
                break
            facts[number] = '{"ru": 5}' if number % 2 else '[[["x"]]]'
            changed(
                shop, "update folders set facts = ? where path = '2024/other'", "\n".join(facts)
            )
            _right_sums(shop)
            assert shop.builds(built[1]) is not None
            assert not differences(shop.site, built[2]), number


def _copied(built, shop):
    """The store as it was."""
    shutil.rmtree(shop.folder / STORE)
    shutil.copytree(built[0] / STORE, shop.folder / STORE)


def changed(shop, statement, *values):
    connection = sqlite3.connect(shop.folder / STORE / FILE)
    with connection:
        row = connection.execute(statement, values).fetchone()
    connection.close()
    return row


def _right_sums(shop):
    """Give every row the sum of what it says."""
    connection = sqlite3.connect(shop.folder / STORE / FILE)
    with connection:
        for table, names in SUMS.items():
            for values in connection.execute(f"select {names} from {table}").fetchall():
                place = " and language = ?" if table == "texts" else ""
                connection.execute(
                    f"update {table} set sum = ? where path = ?{place}",
                    (row_sum(*map(str, values)), *values[: 2 if place else 1]),
                )
    connection.close()


class TestMarks:
    @pytest.fixture(autouse=True)
    def _at_once(self, monkeypatch):
        """Marks are kept of files that changed a moment ago, too."""
        monkeypatch.setattr(survey, "FRESH", 0)

    def test_an_edit_that_leaves_size_and_time_is_noticed(self, shop, built):
        shop.builds(built[1])
        path = shop.root / "2024/letter/en.md"
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b"invites us", b"invited us"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert path.stat().st_size == before.st_size
        shop.builds(built[1])
        assert shop.read == 1
        assert b"invited us" in shop.site["en/circulars/2024/letter/index.html"]

    def test_so_is_another_file_in_its_place(self, shop, built):
        path = shop.root / "2024/letter/en.md"
        other = path.with_name("new")
        other.write_bytes(path.read_bytes().replace(b"invites us", b"invited us"))
        shop.builds(built[1])
        before = path.stat()
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.replace(path)
        shop.builds(built[1])
        assert b"invited us" in shop.site["en/circulars/2024/letter/index.html"]

    def test_a_file_that_was_only_touched_is_not_read_anew(self, shop, built):
        shop.builds(built[1])
        for path in shop.root.rglob("*.*"):
            path.touch()
        summary = shop.builds(built[1])
        assert (shop.read, "written: 0" in summary) == (0, True)

    def test_nor_is_any_where_all_times_are_new(self, shop, built):
        shop.builds(built[1])
        shutil.copytree(shop.root, shop.folder / "copy", copy_function=shutil.copyfile)
        shutil.rmtree(shop.root)
        (shop.folder / "copy").rename(shop.root)
        shop.builds(built[1])
        assert shop.read == 0

    def test_a_published_file_that_somebody_changed_is_mended(self, shop, built):
        shop.builds(built[1])
        path = shop.folder / "site/en/circulars/2024/letter/index.html"
        before, data = path.stat(), path.read_bytes()
        path.write_bytes(data.replace(b"invites", b"invited"))
        shop.builds(built[1])
        assert path.read_bytes() == data
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 5))  # touched only
        assert "written: 0" in shop.builds(built[1])


class TestOneAtATime:
    def test_a_second_one_waits(self, tmp_path):
        first = Lock(tmp_path)
        with pytest.raises(BusyError):
            Lock(tmp_path, patience=0.05)
        first.release()
        Lock(tmp_path, patience=0.05).release()

    def test_whoever_only_reads_need_not(self, tmp_path):
        store = Store(tmp_path, "x")
        store.note("a", "b")
        reader = Store(tmp_path, "x", read_only=True)
        assert reader.noted("a") == "b"
        reader.close()
        store.close()

    def test_a_store_that_is_not_there_cannot_be_read(self, tmp_path):
        with pytest.raises(StoreLostError):
            Store(tmp_path, "x", read_only=True)
