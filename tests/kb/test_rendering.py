"""Markdown is rendered as the site renders it: what the search knows of a page is what the page shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_centre import read_cases, why

from kb.rendering import Unrenderable, frame_tables, render
from kb.sections import cut_sections


@pytest.mark.parametrize("case", read_cases("rendering"), ids=why)
def test_sections_of_a_case(case):
    found = [[section.anchor, section.title, section.text] for section in cut_sections(render(case["markdown"]))]
    assert found == case["sections"]


def test_wide_tables_need_no_style_attributes():
    assert 'align="right"' in render("| A |\n|--:|\n| 1 |")
    assert "style=" not in render("| A |\n|--:|\n| 1 |")


@given(
    st.lists(st.sampled_from(["# ", "> ", "- ", "    ", "`", "```", "[", "](", ")", "<div>", "<![", "|", "a", "\n"]))
)
def test_any_markdown_is_rendered_and_cut(pieces):
    assert isinstance(cut_sections(render("".join(pieces))), tuple)


def test_page_of_a_megabyte_is_rendered_whole():
    sections = cut_sections(render(("mot " * 19 + "fin.\n\n") * 12_000))
    assert sections[0].text.count("fin.") == 12_000


def test_every_table_stands_in_a_named_frame_that_a_keyboard_reaches():
    assert frame_tables("<p>x</p><table>\n<tr></tr></table><table></table>", 'A "B"') == (
        '<p>x</p><div class="palier-table" role="group" tabindex="0" aria-label="A &quot;B&quot;">'
        "<table>\n<tr></tr></table></div>"
        '<div class="palier-table" role="group" tabindex="0" aria-label="A &quot;B&quot;"><table></table></div>'
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("\n".join("    " * depth + "- x" for depth in range(300)), "lists or quotes are nested too deeply"),
        ("[" * 20_000, "one paragraph holds too many square brackets"),
    ],
    ids=["nested", "brackets"],
)
def test_text_that_would_exhaust_the_renderer_is_refused_and_the_next_page_is_rendered(body, reason):
    with pytest.raises(Unrenderable, match=f"^{reason}$"):
        render(body)
    assert render("- one\n\nafter") == "<ul>\n<li>one</li>\n</ul>\n<p>after</p>"


def test_many_links_in_many_paragraphs_are_rendered():
    assert render("[x](y.md)\n\n" * 2_500).count("<a ") == 2_500
