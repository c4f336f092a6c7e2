from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kb.support import REQUEST_FIELDS, Support
from submit.draft import Draft
from submit.gate.required import check, is_address

from .reading import draft_of, told


def test_required_fields(case: dict[str, Any], support: Support) -> None:
    assert told(check(draft_of(case), support), case) == case.get("refusals", [])


@given(st.text(max_size=60))
def test_address_never_holds_what_could_end_a_header_or_name_a_second_recipient(text: str) -> None:
    address = f"marie@exemple.fr{text}"
    assert not (is_address(address) and set(address) & set("\r\n,; <>"))


def test_fields_that_support_yml_may_ask_for_are_those_of_a_draft() -> None:
    assert {*Draft.model_fields} - {"lang", "kind", "extra", "attest", "same_problem", "priority_reason"} == {
        *REQUEST_FIELDS
    }
