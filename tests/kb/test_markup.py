"""HTML is read to its end, whatever it is."""

import pytest

from kb.markup import MarkupReader


class _Words(MarkupReader):
    def __init__(self):
        super().__init__()
        self.words = ""

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a<![if !vml]>b<![endif]>c", "abc"),
        ("a<![unheard of]>b", "ab"),
        ("a<![unheard[of]]>b", "ab"),
        ("a<![CDATA[x]]>b", "ab"),
        ("a<!-- x -->b", "ab"),
    ],
)
def test_marked_sections_are_comments(text, words):
    reader = _Words()
    reader.feed(text)
    reader.close()
    assert reader.words == words
