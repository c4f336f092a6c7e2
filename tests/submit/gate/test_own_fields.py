from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stopwatch import least_cpu_s

from kb.support import Support
from submit.draft import Draft
from submit.gate.own_fields import check, normalise

from .reading import draft_of, told

WRITTEN = st.text(st.sampled_from("0123456789/-:.hT à"), max_size=20)


def test_own_fields(case: dict[str, Any], matter_support: Support) -> None:
    draft = normalise(draft_of(case), matter_support)
    assert {name: draft.extra[name] for name in case.get("extra", {})} == case.get("extra", {})
    assert told(check(draft, matter_support), case) == case.get("refusals", [])


@given(day=WRITTEN, hour=WRITTEN, since=WRITTEN, lang=st.sampled_from(["fr", "en"]))
def test_days_and_times_are_read_once_and_for_all(
    matter_support: Support, day: str, hour: str, since: str, lang: str
) -> None:
    extra = {"day": day, "hour": hour, "since": since}
    once = normalise(Draft(topic="delivery", product="web", lang=lang, extra=extra), matter_support)
    assert normalise(once, matter_support) == once


@given(text=st.text(max_size=300))
def test_any_text_is_judged_without_a_fault(matter_support: Support, text: str) -> None:
    extra = dict.fromkeys(matter_support.fields, text)
    for kind in matter_support.kinds:
        draft = Draft(kind=kind, topic="delivery", product="web", extra=extra)
        check(normalise(draft, matter_support), matter_support)


@pytest.mark.parametrize("hostile", ["a@exemple.fr," * 80_000, "1" * 1_000_000, "pc\n" * 300_000, "(" * 1_000_000])
def test_text_of_hostile_length_takes_no_time(matter_support: Support, hostile: str) -> None:
    drafts = [
        Draft(kind=kind, topic=topic, product=product, extra=dict.fromkeys(matter_support.fields, hostile))
        for kind, topic, product in (("question", "delivery", "web"), ("bug", "", "mail"), ("commercial", "", ""))
    ]
    assert least_cpu_s(lambda: [check(normalise(one, matter_support), matter_support) for one in drafts]) < 0.3
