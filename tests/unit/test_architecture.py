"""The rooms of the house: who may import whom, who may read the clock, how modules are named."""

import ast
import re
import sys
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[2] / "hooks"
PACKAGE = HOOKS / "archive"
FILES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(HOOKS.rglob("*.py"))


def name_of(path):
    """``archive.render.body`` for ``hooks/archive/render/body.py``."""
    parts = path.relative_to(HOOKS).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


MODULES = {name_of(path): ast.parse(path.read_text("utf-8")) for path in FILES}


def imports(tree):
    """Everything that a module imports, wherever in it, as dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def roots(tree):
    return {name.split(".")[0] for name in imports(tree)}


def own(name):
    """The modules of the package that module *name* imports."""
    found = set()
    for imported in imports(MODULES[name]):
        while imported and imported not in MODULES:
            imported = imported.rpartition(".")[0]
        if imported.startswith("archive"):
            found.add(imported)
    return found - {"archive", name}


def importers(*libraries):
    return {name for name, tree in MODULES.items() if roots(tree) & set(libraries)}


class TestImports:
    def test_the_package_knows_no_mkdocs(self):
        for name, tree in MODULES.items():
            foreign = {root for root in roots(tree) if re.match("mkdocs|material", root)}
            assert not foreign, name

    def test_only_the_adapter_does(self):
        adapters = {
            path.name for path in SCRIPTS if "mkdocs" in roots(ast.parse(path.read_text("utf-8")))
        }
        assert adapters == {"mkdocs_adapter.py"}

    @pytest.mark.parametrize(
        ("libraries", "modules"),
        [
            (("yaml", "frontmatter", "pyromark"), {"archive.source"}),
            (("babel",), {"archive.languages"}),
            (("feedgen",), {"archive.feeds.xml_forms"}),
            (("icalendar",), {"archive.calendars.writing", "archive.live.subscriptions"}),
            (("zoneinfo",), {"archive.dates"}),
            (("tomllib",), {"archive.string_files", "archive.importing.words"}),
            (("nh3",), set()),
            (("rcssmin", "rjsmin"), {"archive.publishing.minifying"}),
            (("docx",), {"archive.importing.readers.docx"}),
            (("pdfminer",), {"archive.importing.readers.pdf_pages"}),
            (("resource",), {"archive.importing.readers.confined"}),
        ],
    )
    def test_each_library_has_one_user(self, libraries, modules):
        found = {
            re.sub(r"^(archive\.source|archive\.importing\.readers\.docx)[._].*", r"\1", name)
            for name in importers(*libraries)
        }
        assert found == modules

    def test_nothing_else_is_imported_than_what_the_site_needs(self):
        declared = (PACKAGE.parents[1] / "requirements/site.in").read_text("utf-8").lower()
        packages = {"frontmatter": "python-frontmatter", "yaml": "pyyaml", "markupsafe": "jinja2"}
        packages |= {"docx": "python-docx", "pdfminer": "pdfminer.six"}
        for name, tree in MODULES.items():
            for root in roots(tree) - set(sys.stdlib_module_names) - {"archive"}:
                package = packages.get(root, root)
                assert re.search(rf"^{package}\b", declared, re.MULTILINE), (name, root)

    def test_outputs_read_no_sources(self):
        for name in MODULES:
            if name.startswith("archive.outputs"):
                assert not any(other.startswith("archive.source.") for other in own(name)), name
                assert not own(name) & {
                    "archive.source",
                    "archive.sources",
                    "archive.records",
                    "archive.load",
                    "archive.build_model",
                    "archive.folder_facts",
                    "archive.blocks",
                }, name
                assert not {other for other in own(name) if other.startswith("archive.checks")}

    def test_rules_see_sources_and_nothing_finished(self):
        for name in MODULES:
            if name.startswith("archive.checks"):
                later = {
                    other
                    for other in own(name)
                    if other.startswith(("archive.render", "archive.outputs"))
                }
                assert not later | own(name) & {"archive.model", "archive.load"}, name

    def test_imports_point_one_way(self):
        """No module reaches itself again over its imports."""
        graph = {name: own(name) for name in MODULES}
        done, path = set(), []

        def visit(name):
            if name in path:
                pytest.fail(" -> ".join([*path[path.index(name) :], name]))
            if name in done:
                return
            path.append(name)
            for other in sorted(graph[name]):
                visit(other)
            path.pop()
            done.add(name)

        for name in graph:
            visit(name)

    def test_files_of_hooks_do_not_shadow_the_library(self):
        names = {path.stem if path.suffix else path.name for path in HOOKS.iterdir()}
        tops = names - {"__pycache__"}
        assert not tops & set(sys.stdlib_module_names)
        assert not tops & {"mkdocs", "material", "yaml", "babel", "feedgen", "jinja2"}


CLOCK = re.compile(
    r"(?:.*\.)?(?:datetime|date)\.(?:now|today|utcnow)"
    r"|time\.(?:time|time_ns|monotonic|monotonic_ns|perf_counter|localtime|gmtime|ctime)"
)


def clock_calls(tree):
    """(function, call) for every use of a clock."""
    for outer in ast.walk(tree):
        if not isinstance(outer, ast.Module | ast.FunctionDef | ast.ClassDef):
            continue
        for node in _own_nodes(outer):
            if isinstance(node, ast.Attribute) and CLOCK.fullmatch(ast.unparse(node)):
                yield getattr(outer, "name", ""), ast.unparse(node)
            if isinstance(node, ast.ImportFrom) and node.module == "time":
                yield "", "from time import"


def _own_nodes(outer):
    """The nodes of a function, class or module that are not of an inner function or class."""
    stack = list(ast.iter_child_nodes(outer))
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            stack.extend(node.decorator_list)
            continue
        yield node
        stack.extend(ast.iter_child_nodes(node))


class TestClocks:
    def test_only_two_places_read_a_clock(self):
        found = {
            (name, function, call)
            for name, tree in MODULES.items()
            for function, call in clock_calls(tree)
        }
        assert found == {
            ("archive.dates", "geneva_today", "dt.datetime.now"),
            ("archive.build", "Build", "time.monotonic"),
            ("archive.build", "_summary", "time.monotonic"),
        }

    def test_today_is_asked_for_by_the_entry_points_alone(self):
        for name, tree in MODULES.items():
            if name not in {"archive.dates", "archive.cli"}:
                assert not any(imported.endswith("geneva_today") for imported in imports(tree)), (
                    name
                )

    @pytest.mark.parametrize(
        "source",
        [
            "def f():\n    return dt.datetime.now()",
            "from time import time",
            "import time\nx = time.time()",
            "def f():\n    def g():\n        return date.today()",
            "class A:\n    x: int = field(default_factory=time.monotonic)",
        ],
    )
    def test_a_call_of_a_clock_is_found(self, source):
        assert list(clock_calls(ast.parse(source)))

    def test_no_module_uses_chance(self):
        assert not importers("random", "secrets", "uuid")


def rules():
    """All rules of the catalogue."""
    from archive import checks

    tuples = [value for name, value in vars(checks).items() if name.endswith("_RULES")]
    assert len(tuples) == 10
    return [rule for rules in tuples for rule in rules]


class TestNames:
    @pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(HOOKS).as_posix())
    def test_every_module_says_what_it_is(self, path):
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert docstring
        assert docstring.strip().splitlines()[0].rstrip().endswith((".", ":", '."', "?"))

    @pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(HOOKS).as_posix())
    def test_no_drawer_for_everything(self, path):
        names = {path.stem, *path.relative_to(HOOKS).parts}
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
        for name in names:
            assert not re.search(r"util|helper|manager|\bmisc\b|\bcommon\b", name, re.IGNORECASE), (
                name
            )

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOOKS).as_posix())
    def test_what_is_public_has_a_docstring(self, path):
        tree = ast.parse(path.read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), node.name

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOOKS).as_posix())
    def test_modules_stay_readable_in_one_go(self, path):
        assert len(path.read_text("utf-8").splitlines()) <= 400

    def test_every_rule_says_what_it_demands(self):
        found = rules()
        assert len({rule.__name__ for rule in found}) == len(found)
        for rule in found:
            assert rule.__doc__, rule.__name__

    def test_every_rule_is_in_the_catalogue(self):
        """A rule that nobody calls would find nothing."""
        listed = {rule.__name__ for rule in rules()}
        called_with_more = {"link_target", "translation_of", "check_form", "check_text"}
        called_with_more |= {"check_register", "check_library", "unused"}
        for name, tree in MODULES.items():
            if not name.startswith("archive.checks"):
                continue
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    finds = ast.unparse(node.returns or ast.Constant(None)) == "Iterator[Problem]"
                    assert not finds or node.name in listed | called_with_more, node.name

    def test_every_output_is_listed(self):
        from archive.outputs import OUTPUTS

        files = {path.stem for path in (PACKAGE / "outputs").glob("*.py")} - {"__init__"}
        listed = {output.__module__.rpartition(".")[2] for output in OUTPUTS}
        assert listed == files
