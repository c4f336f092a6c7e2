"""The API at its edges: hostile bodies, addresses that are none, and a description that says what is there."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from house import House
from sample_drafts import BUG, QUESTION

from submit.draft import Draft
from submit.refusal import Code
from submit.store.tables import Ticket

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "hostile_json.yml").read_text(encoding="utf-8"))
PROBLEM = "application/problem+json"


def body_of(case: dict[str, Any]) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    if "repeat" in case:
        return (case["before"] + case["repeat"] * case["times"] + case["after"]).encode()
    return str(case["body"]).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("call", ["suggestions", "outcomes", "tickets"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_hostile_body_is_answered_and_never_breaks_the_service(house: House, case: dict[str, Any], call: str) -> None:
    answer = house.client.post(f"/api/v1/{call}", data=body_of(case), content_type="application/json")
    assert answer.status_code == case[call]
    if answer.status_code >= 400:
        assert answer.mimetype == PROBLEM
        assert (answer.get_json()["status"], answer.get_json()["type"]) == (case[call], "about:blank")
    assert house.rows(Ticket) == []


def test_body_that_is_too_large_for_the_service_is_not_read(house: House) -> None:
    answer = house.client.post(
        "/api/v1/tickets", data=b"x" * (31 * 1024 * 1024), content_type="multipart/form-data; boundary=b"
    )
    assert (answer.status_code, answer.mimetype) == (413, PROBLEM)


def test_body_without_a_length_is_held_to_the_same_limit(house: House) -> None:
    body = b'{"text": "' + b"a" * 1_000_001 + b'"}'
    answer = house.client.post(
        "/api/v1/suggestions",
        input_stream=io.BytesIO(body),
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert (answer.status_code, answer.mimetype) == (413, PROBLEM)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/", 404),
        ("post", "/api/v2/tickets", 405),
        ("get", "/api/v1/tickets", 404),
        ("put", "/api/v1/tickets", 405),
        ("delete", "/api/v1/suggestions", 405),
    ],
)
def test_address_or_method_that_is_none_is_a_problem(house: House, method: str, path: str, status: int) -> None:
    answer = getattr(house.client, method)(path)
    assert (answer.status_code, answer.mimetype) == (status, PROBLEM)
    assert answer.get_json()["status"] == status


def test_method_that_is_not_allowed_says_which_are(house: House) -> None:
    allowed = house.client.put("/api/v1/tickets").headers["Allow"]
    assert "POST" in {method.strip() for method in allowed.split(",")}


def test_suggestions_answer_has_what_a_page_needs(house: House) -> None:
    answer = house.search("l'export s'arrete a la moitie", product="facturo", version="14.2", build="14203")
    first = answer["suggestions"][0]
    assert {name: first[name] for name in ("id", "kind", "url", "verdict", "fixed_in", "state")} == {
        "id": "incidents/export-stops-half-way",
        "kind": "incident",
        "url": "/incidents/export-stops-half-way/",
        "verdict": "update",
        "fixed_in": "14.2 (14205)",
        "state": "identified",
    }
    assert [first["excerpt"][start:end] for start, end in first["marks"]][:1] == ["export"]
    assert 0 < first["score"] <= 1


def test_incident_does_not_trouble_a_customer_whose_build_is_mended(house: House) -> None:
    found = house.search("l'export CSV s'arrete", product="facturo", version="14.2", build="14205")
    assert [one["id"] for one in found["suggestions"]] == ["articles/billing/export-to-csv"]


def test_description_names_exactly_the_calls_that_exist(house: House) -> None:
    described = house.client.get("/api/v1/openapi.json").get_json()
    rules = {
        (rule.rule.removeprefix("/api/v1"), method.lower())
        for rule in house.client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    named = {(path, method) for path, calls in described["paths"].items() for method in calls}
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "https://help.example.test/api/v1"}]
    assert named == rules - {("/openapi.json", "get")}


def test_description_of_a_draft_is_the_model(house: House) -> None:
    schemas = house.client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    assert set(schemas["Draft"]["properties"]) == set(Draft.model_fields)
    assert schemas["Refusal"]["properties"]["code"]["enum"] == [str(code) for code in Code]
    assert schemas["RequestKind"]["enum"] == [
        "question",
        "bug",
        "data_correction",
        "improvement",
        "commercial",
    ]


def test_description_says_that_searches_alone_may_be_put_off(house: House) -> None:
    paths = house.client.get("/api/v1/openapi.json").get_json()["paths"]
    put_off = {path: method["responses"].get("503") for path, call in paths.items() for method in call.values()}
    assert put_off["/suggestions"]["headers"]["Retry-After"]["schema"]["type"] == "integer"
    assert sorted(path for path, answer in put_off.items() if answer) == ["/search", "/suggestions"]


def test_description_leads_nowhere_that_does_not_exist(house: House) -> None:
    described = house.client.get("/api/v1/openapi.json").get_json()
    named = set(_references(described))
    assert named <= {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert "#/components/schemas/Draft" in named


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        here = [value["$ref"]] if "$ref" in value else []
        return here + [found for inner in value.values() for found in _references(inner)]
    return [found for inner in value for found in _references(inner)] if isinstance(value, list) else []


def test_answers_have_the_members_that_the_description_requires(house: House) -> None:
    schemas = house.client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]

    def lacking(name: str, body: dict[str, Any]) -> set[str]:
        return set(schemas[name]["required"]) - set(body)

    found = house.search("export")
    assert lacking("Found", found) == set()
    assert [lacking("Suggestion", one) for one in found["suggestions"]] == [set()] * len(found["suggestions"])
    assert {name for one in found["suggestions"] for name in one} <= set(schemas["Suggestion"]["properties"])
    held = house.send(QUESTION).get_json()
    refused = house.send({**BUG, "build": ""}).get_json()
    for name, body in (("Unsearched", held), ("Refused", refused), ("Accepted", house.accept(QUESTION))):
        assert lacking(name, body) == set()
        assert set(body) <= set(schemas[name]["properties"])
    assert [lacking("Refusal", one) for one in refused["refusals"]] == [set()]


def test_api_answers_in_utf_8_and_not_in_escapes(house: House) -> None:
    answer = house.client.post("/api/v1/suggestions", json={"text": "l'export s'arrete", "lang": "fr"})
    assert "L’export s’arrête" in answer.data.decode("utf-8")
    assert json.loads(answer.data) == answer.get_json()


def test_api_of_a_house_with_trusted_hosts_refuses_the_others(open_small_house: Any) -> None:
    house = open_small_house(PALIER_TRUSTED_HOSTS="help.example.test,.example.org")
    codes = {
        host: house.client.get("/health", headers={"Host": host}).status_code
        for host in ("help.example.test", "aide.example.org", "evil.example", "help.example.test.evil.example")
    }
    assert codes == {
        "help.example.test": 200,
        "aide.example.org": 200,
        "evil.example": 400,
        "help.example.test.evil.example": 400,
    }


def test_link_never_comes_from_the_host_that_a_request_names(house: House) -> None:
    ask = house.send(QUESTION).get_json()["ask"]
    answer = house.client.post("/api/v1/tickets", json={**QUESTION, "ask": ask}, headers={"Host": "evil.example"})
    assert answer.get_json()["track"].startswith("https://help.example.test/t/")
    assert "evil.example" not in str(house.deliver()[0])


@pytest.mark.parametrize(("proxies", "status"), [("1", 200), ("0", 400)])
def test_host_that_a_proxy_names_counts_only_behind_a_proxy(open_small_house: Any, proxies: str, status: int) -> None:
    house = open_small_house(PALIER_TRUSTED_HOSTS="help.example.test", PALIER_PROXIES=proxies)
    headers = {"Host": "10.0.0.7", "X-Forwarded-Host": "help.example.test"}
    assert house.client.get("/health", headers=headers).status_code == status
