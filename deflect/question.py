"""Questions: what a customer has typed so far, and what is known of the product it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to search for.

    `text` may be anything, of any length; only its first part is read. `product` is an id of `support.yml`;
    `kind` and `page` say what is asked for and where, and do not change what is found. `limit` counts
    suggestions.
    """

    text: str
    lang: str
    product: str = ""
    version: str = ""
    build: str = ""
    kind: str = ""
    page: str = ""
    limit: int = 5
