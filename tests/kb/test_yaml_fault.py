"""What people mistype in YAML is told where they made the slip, in words that need no grammar."""

import pytest
from written_centre import read_cases, why

from kb.source import parse_yaml


@pytest.mark.parametrize("case", read_cases("yaml_faults"), ids=why)
def test_slip_of_a_case(case):
    (finding,) = parse_yaml(case["text"], "x").findings
    place, rule, told = str(finding).removeprefix("x:").split(" ", 2)
    assert (rule, f"{place} {told.removeprefix('this is not valid YAML: ')}") == ("broken-yaml", case["finding"])


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_slip_after_any_end_of_line_is_told_in_its_line(end):
    (finding,) = parse_yaml(f"a: b{end}c{end}", "x").findings
    assert (finding.line, finding.rule) == (2, "broken-yaml")
