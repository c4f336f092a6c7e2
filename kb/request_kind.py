"""Kinds of request. Their ids are fixed; what each is called and asks for is written in `support.yml`."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What a customer wants of support."""

    QUESTION = "question"
    BUG = "bug"
    DATA_CORRECTION = "data_correction"
    IMPROVEMENT = "improvement"
    COMMERCIAL = "commercial"
