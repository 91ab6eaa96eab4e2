"""What the records of one archive share, and how they are stored with it."""

from __future__ import annotations

from collections.abc import Mapping

from archive.build_model import ModelBuilder
from archive.model import Addressee, AnswerKind, Bureau, Initiative
from archive.store.codec import Codec


def codec_of(builder: ModelBuilder, initiatives: Mapping[str, Initiative]) -> Codec:
    """The codec of an archive with the registers of *builder*."""
    return Codec(
        {
            Bureau: builder.bureaux,
            Addressee: builder.addressees,
            AnswerKind: builder.answers,
            Initiative: initiatives,
        }
    )
