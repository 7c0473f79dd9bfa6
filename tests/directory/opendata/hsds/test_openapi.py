"""The document describes every answer that there is, to a machine that knows nothing else."""

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory.places.actions import pause_place
from directory.places.models import Place
from directory.places.vocabulary import PauseReason
from tests.directory.opendata.hsds.asking import ROOT, told
from tests.factories.places import AT, TODAY, a_listing

COLLECTIONS = ("services", "service_at_locations", "locations", "organizations", "taxonomies", "taxonomy_terms")
WAYS = {
    "services": ({}, {"full": "true"}, {"minimal": "true"}),
    "service_at_locations": ({}, {"full": "true"}),
    "organizations": ({}, {"full": "true"}, {"full_service": "true"}),
}


@pytest.fixture
def document(client, city):
    return told(client, "openapi.json")


def faults(document, path, answer):
    """What of an answer is not as the document says of its path and status."""
    response = document["paths"][path]["get"]["responses"][str(answer.status_code)]
    schema = response["content"]["application/json"]["schema"]
    whole = {**schema, "components": document["components"]}
    return [
        error.message
        for error in Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(answer.json())
    ]


def test_every_address_is_described(document):
    ones = {f"/{name}/{{id}}" for name in COLLECTIONS}

    assert document["paths"].keys() == {"/", "/openapi.json", *(f"/{name}" for name in COLLECTIONS), *ones}
    assert document["servers"] == [{"url": "http://testserver/open-data/hsds"}]


def test_every_answer_is_as_described(client, document, a_full_listing):
    a_listing(name="なにも わからない会", schedule_text="月に2回くらい")
    pause_place(
        place=Place.objects.get(name="呉妹サロン"),
        from_date=TODAY,
        until=None,
        reason=PauseReason.SEASON,
        by=None,
        at=AT,
    )

    found = {}
    for name in COLLECTIONS:
        for asked in WAYS.get(name, ({},)):
            found[name, *asked] = faults(document, f"/{name}", client.get(ROOT + name, asked))
        for row in told(client, name)["contents"]:
            found[row["id"]] = faults(document, f"/{name}/{{id}}", client.get(f"{ROOT}{name}/{row['id']}"))
        found[name, "none"] = faults(document, f"/{name}/{{id}}", client.get(f"{ROOT}{name}/none"))
        found[name, "page"] = faults(document, f"/{name}", client.get(ROOT + name, {"page": "0"}))

    assert {asked: faults for asked, faults in found.items() if faults} == {}
    assert len(found) > 30


def test_a_record_without_what_it_must_have_is_found_out(client, document, a_full_listing):
    answer = client.get(f"{ROOT}services")
    document["components"]["schemas"]["ServiceListed"]["required"].append("minimum_age")
    document["components"]["schemas"]["Service"]["required"].append("minimum_age")

    assert len(faults(document, "/services", answer)) == 1


def test_what_can_be_asked_is_what_is_described(client, document):
    for name in COLLECTIONS:
        described = [parameter["name"] for parameter in document["paths"][f"/{name}"]["get"]["parameters"]]

        refusal = client.get(ROOT + name, {"none": ""}).json()["error"]

        assert refusal.endswith(f": {'、'.join(described)}。")
