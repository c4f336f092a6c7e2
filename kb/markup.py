"""Markup: HTML read without ever giving up. Browsers forgive anything, and authors paste anything."""

from html.parser import HTMLParser


class MarkupReader(HTMLParser):
    """The standard parser, for which `<![anything` is a comment, as HTML has it, and not an exception."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where the section that begins at `i` ends; -1 when it does not."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)
