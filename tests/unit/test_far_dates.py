"""The first and the last day that a date of the archive may take: pages and calendars hold them."""

import pytest
from small_archive import BUREAUX, letter
from whole_builds import OF_LETTERS, SITE, State, Workshop, only

FIRST, LAST = "1865-01-01", "2199-12-31"


def dates(first, last):
    return f"""events:
  meeting:
    name: Meeting
    start: {first} 00:00
    end: {last} 23:59
    timezone: "-12:00"
  east:
    name: East
    start: {first} 00:00
    timezone: "+14:00"
  about:
    name: About
    start: {last[:4]}~
  month:
    name: Month
    start: {last[:7]}
deadlines:
  reply:
    asks: answer
    opens: {first}
    date: {last}
  late:
    asks: write
    relative:
      event: meeting
      after: 999 months
  early:
    asks: register
    relative:
      event: meeting
      before: 999 weeks
changes:
  first:
    date: {last}
    kind: corrected
    note: A date.
"""


@pytest.mark.parametrize(
    ("first", "last"), [(FIRST, FIRST), (LAST, LAST), (FIRST, LAST)], ids=["first", "last", "both"]
)
def test_a_site_can_be_built_of_the_first_and_the_last_day(first, last, tmp_path):
    text = letter("31 December 9999, 1 January 0001.\n", dates(first, last), date=first, added=last)
    folder = f"{first[:4]}/letter"
    undated = letter(date=None, added=first)
    files = {
        "registers/bureaux.yml": BUREAUX,
        f"{folder}/en.md": text,
        "1000/letter/en.md": undated,
        "2999/letter/en.md": undated,
    }
    shop, state = Workshop(tmp_path), State(files={name: t.encode() for name, t in files.items()})
    shop.lay(state)
    with only(OF_LETTERS):
        assert shop.builds(state) is not None
    page = (tmp_path / SITE / f"en/circulars/{folder}/index.html").read_text("utf-8")
    assert f'datetime="{last}' in page
