"""Records of the model as plain values and back: what the store keeps is what it was given."""

import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import read
from whole_builds import LIVES, PROJECT

from archive.dates import PartialDate
from archive.model import Addressee, AnswerKind, Bureau, Circular, Initiative, Localized, Named
from archive.render.fragment import Fragment
from archive.store.codec import Codec, StoredValueError

BUREAU = Bureau(id="desk", name=Localized(texts={"en": "Desk"}), abbreviation=Localized(texts={}))
ADDRESSEE = Addressee(id="all", name=Localized(texts={"ru": "Все"}))
ANSWER = AnswerKind(id="reply", name=Localized(texts={"en": "Reply"}))
INITIATIVE_MADE = Initiative(
    id="sea", name=Localized(texts={"en": "Sea"}), short_name=Localized(texts={}), texts={}
)
SHARED = {
    Bureau: {"desk": BUREAU},
    Addressee: {"all": ADDRESSEE},
    AnswerKind: {"reply": ANSWER},
    Initiative: {"sea": INITIATIVE_MADE},
}
for kind, known in SHARED.items():
    st.register_type_strategy(kind, st.sampled_from(list(known.values())))
st.register_type_strategy(
    Localized,
    st.dictionaries(st.sampled_from(["ru", "en"]), st.text(max_size=4)).map(
        lambda texts: Localized(texts=texts)
    ),
)
st.register_type_strategy(
    PartialDate,
    st.builds(PartialDate.of, st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))),
)


class TestWritingAndReadingRecords:
    @pytest.mark.parametrize("kind", [Circular, Initiative, Fragment, Named])
    def test_any_record_is_the_same_again(self, kind):
        codec = Codec(SHARED)

        @settings(max_examples=20, suppress_health_check=list(HealthCheck))
        @given(st.builds(kind))
        def check(value):
            plain = json.loads(json.dumps(codec.plain(kind, value)))
            assert codec.made(kind, plain) == value

        check()

    @pytest.mark.parametrize("folder", [LIVES, PROJECT / "circulars"])
    def test_every_letter_of_an_archive(self, folder):
        loaded = read(folder)
        archive = loaded.archive
        codec = Codec(
            {
                Bureau: {each.id: each for each in archive.bureaux},
                Addressee: {each.id: each for each in archive.addressees},
                AnswerKind: {each.id: each for each in archive.answers},
                Initiative: {each.id: each for each in archive.initiatives},
            }
        )
        records = [*archive.circulars, *archive.initiatives, *loaded.fragments.values()]
        assert len(records) > 10
        for record in records:
            plain = json.loads(json.dumps(codec.plain(type(record), record)))
            assert codec.made(type(record), plain) == record

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=3),
            lambda inner: (
                st.lists(inner, max_size=6)
                | st.dictionaries(st.text(max_size=3), inner, max_size=3)
            ),
        ),
        st.sampled_from([Circular, Initiative, Fragment, Named]),
    )
    def test_anything_else_is_unreadable_or_fits(self, plain, kind):
        codec = Codec(SHARED)
        try:
            made = codec.made(kind, plain)
        except StoredValueError:
            return
        assert isinstance(made, kind)
