"""Asking the API as others do."""

ROOT = "/open-data/hsds/"
SERVICE = "3320206b-6179-8001-8000-{:012x}"
LOCATION = "3320206b-6179-8002-8000-{:012x}"
SERVICE_AT_LOCATION = "3320206b-6179-8003-8000-{:012x}"


def ask(client, path="", **asked):
    return client.get(ROOT + path, asked)


def told(client, path="", **asked):
    """The JSON of an answer that is there."""
    answer = ask(client, path, **asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def names(client, path="services", **asked):
    return [row["name"] for row in told(client, path, **asked)["contents"]]


def refused(client, path, **asked):
    """What is said instead of an answer."""
    answer = ask(client, path, **asked)
    assert answer.status_code == 400
    return answer.json()["error"]
