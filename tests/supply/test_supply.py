"""The bill of materials and the licences of what is installed."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from cyclonedx.validation.json import JsonStrictValidator
from tests.supply.bom import SCHEMA, document
from tests.supply.licences import GIVEN, SITE, TOOLS, is_allowed, licence_of
from tests.supply.locks import REQUIREMENTS, ROOT, locked
from tests.supply.shipped import parts, texts

OWN = {"circulars-archive"}
OF_THE_ENVIRONMENT = {"pip"}
"""Comes with Python, for the installing; it is in no lock."""


@pytest.fixture(scope="module")
def bom():
    return json.loads(document())


class TestBillOfMaterials:
    def test_it_keeps_to_the_published_schema(self):
        found = JsonStrictValidator(SCHEMA).validate_str(document())
        assert found is None, found

    def test_the_schema_would_say_so(self, bom):
        """The judge judges: a document with a wrong word in it is refused."""
        wrong = {**bom, "components": [{"type": "no-such-type", "name": "x"}]}
        assert JsonStrictValidator(SCHEMA).validate_str(json.dumps(wrong)) is not None

    def test_every_package_of_the_lock_is_in_it_with_all_hashes(self, bom):
        listed = {
            (row["name"], row["version"]): {
                digest["content"] for digest in row["externalReferences"][0]["hashes"]
            }
            for row in bom["components"]
            if "purl" in row
        }
        assert listed == {(each.name, each.version): set(each.hashes) for each in locked("site")}
        assert all(listed.values())
        lock = (REQUIREMENTS / "site.txt").read_text("utf-8")
        assert len(listed) == lock.count("==")
        assert sum(map(len, listed.values())) == lock.count("--hash=sha256:")

    def test_everything_that_reaches_readers_is_in_it(self, bom):
        shipped = [row for row in bom["components"] if row["bom-ref"].startswith("shipped-")]
        assert sorted(row["name"] for row in shipped) == sorted(part.name for part in parts())

    def test_every_component_has_a_licence(self, bom):
        assert all(row["licenses"] for row in bom["components"])

    def test_it_is_the_same_in_every_process(self):
        made = {
            subprocess.run(
                [sys.executable, "-c", "from tests.supply.bom import document; print(document())"],
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
                check=True,
                capture_output=True,
            ).stdout
            for seed, zone in [("1", "UTC"), ("2", "Asia/Tokyo")]
        }
        assert len(made) == 1

    def test_it_names_no_day_and_no_machine(self):
        assert not re.search(r"20\d\d-\d\d-\d\dT", document())
        for folder in (ROOT, Path.home(), Path(sys.prefix)):
            assert str(folder) not in document()


class TestLicences:
    def test_what_builds_the_site_may(self):
        for package in locked("site"):
            assert is_allowed(licence_of(package.name), SITE), package.name

    def test_everything_that_is_installed_may(self):
        """By what is there and not by what a lock says; an unknown licence is an error."""
        names = {
            re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower() for found in distributions()
        }
        assert len(names) > len(locked("site"))
        for name in sorted(names - OWN):
            assert is_allowed(licence_of(name), TOOLS), name

    def test_nothing_is_installed_that_no_lock_names(self):
        names = {
            re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower() for found in distributions()
        }
        assert names - {each.name for each in locked("dev")} <= OWN | OF_THE_ENVIRONMENT

    @pytest.mark.parametrize(
        ("expression", "allowed"),
        [
            ("MIT", True),
            ("MIT OR AGPL-3.0-only", True),
            ("MIT AND AGPL-3.0-only", False),
            ("AGPL-3.0-or-later", False),
            ("SSPL-1.0", False),
        ],
    )
    def test_one_side_of_a_choice_and_both_of_a_sum(self, expression, allowed):
        assert is_allowed(expression, TOOLS) is allowed

    def test_no_affero_licence_is_among_the_allowed(self):
        assert not [name for name in TOOLS if "AGPL" in name]

    def test_a_package_that_says_nothing_is_unknown(self):
        with pytest.raises(LookupError, match="no known licence"):
            licence_of("no-such-package-anywhere")

    def test_the_table_names_no_package_that_is_gone(self):
        assert GIVEN.keys() <= {each.name for each in locked("dev")}

    def test_each_licence_of_what_is_shipped_is_quoted_or_addressed(self):
        assert {part.licence for part in parts()} == texts().keys()
