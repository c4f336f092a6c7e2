"""What people mistype in YAML is told where they made the slip, in words that need no grammar."""

import pytest
from written_centre import read_cases, why

from kb.source import parse_yaml


@pytest.mark.parametrize("case", read_cases("yaml_faults"), ids=why)
def test_slip_of_a_case(case):
    (finding,) = parse_yaml(case["text"], "x").findings
    place, rule, told = str(finding).removeprefix("x:").split(" ", 2)
    assert (rule, f"{place} {told.removeprefix('this is not valid YAML: ')}") == ("broken-yaml", case["finding"])
