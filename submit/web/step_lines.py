"""Step lines: an example of a scenario, written in one line of `support.yml`, shown as one step a line."""


def step_lines(text: str) -> str:
    """The text with a new line before each number that follows the one before it: “1. … 2. … 3. …”."""
    sign = text[1:3]
    if not text.startswith("1") or sign not in (". ", ") "):
        return text
    lines, rest, number = [], text, 2
    while (at := rest.find(f" {number}{sign}")) >= 0:
        lines.append(rest[:at])
        rest, number = rest[at + 1 :], number + 1
    return "\n".join([*lines, rest])
