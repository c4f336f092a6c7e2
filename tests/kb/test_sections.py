"""A page is cut at its headings: nothing that customers can read is lost, nothing else is kept."""

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from written_centre import read_cases, why

from kb.sections import cut_sections, opening_words

_TAGS = ("p", "div", "h2", "h3", "h4", "li", "td", "code", "em", "a", "section", "pre", "nav", "custom-tag")
_WORDS = st.text(alphabet="abcéœ &<>\u00a0\u202f…«»0.", max_size=8)
_MARKUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "</",
            "/>",
            "<!",
            "<![",
            "]]>",
            "<!--",
            "-->",
            "<?",
            "<p>",
            "<h2 id='",
            "'",
            '"',
            "<svg>",
            "</svg>",
            "&",
        ]
    )
    | st.sampled_from(
        ["<![if x", "<!DOCTYPE [", "<script>", "</h2>", "&#xD800;", "&#99999999999;", "<a class=headerlink>"]
    )
    | _WORDS,
    max_size=15,
).map("".join)
_PIECES = st.lists(
    st.tuples(st.sampled_from(_TAGS), st.sampled_from(("<{0}>{1}</{0}>", "<{0}>{1}", "{1}</{0}>")), _WORDS), max_size=12
)


@pytest.mark.parametrize("case", read_cases("sections"), ids=why)
def test_sections_of_a_case(case):
    found = [[section.anchor, section.title, section.text] for section in cut_sections(case["html"])]
    assert found == case["sections"]


@given(st.text() | _MARKUP)
@example("<![foo[")
@example("<![")
def test_anything_is_cut(text):
    for section in cut_sections(text):
        assert section.title or section.text


@given(_PIECES)
def test_no_visible_text_is_lost_or_moved(pieces):
    page = "".join(form.format(tag, html.escape(words)) for tag, form, words in pieces)
    kept = "".join(section.title + section.text for section in cut_sections(page))
    assert "".join(kept.split()) == "".join("".join(words for _, _, words in pieces).split())


def test_hundred_thousand_headings_are_cut():
    sections = cut_sections("".join(f"<h2 id=a{n}>T{n}</h2><p>x</p>" for n in range(100_000)))
    assert (len(sections), sections[-1].anchor) == (100_000, "a99999")


def test_deep_nesting_is_cut():
    assert [section.text for section in cut_sections("<div>" * 50_000 + "x")] == ["x"]


def test_opening_words_are_the_first_ones_cut_between_words() -> None:
    html = "<h2>Titre</h2><p>Ouvrez\nla\u00a0page,</p><p>puis cherchez.</p>"
    assert opening_words(html) == "Ouvrez la\u00a0page, puis cherchez."
    assert opening_words(html, 20) == "Ouvrez la\u00a0page,…"
    assert opening_words("<h2>Titre</h2>") == ""
