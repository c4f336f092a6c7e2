"""How loud customers are, and that the repair of a loud text is found quiet."""

from typing import Any

from submit.gate import punctuation, shouting

TONES = {(True, False): "caps", (False, True): "punct", (True, True): "both", (False, False): "ok"}


def tone(text: str) -> str:
    return TONES[shouting.shouts(text), punctuation.has_piles(text)]


def test_tone_told(case: dict[str, Any]) -> None:
    assert tone(case["text"]) == case["tone"]
    assert tone(punctuation.repair(shouting.repair(case["text"], {}))) == "ok"
