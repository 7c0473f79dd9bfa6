import os
import re

import pytest

from tests.browser import chromium

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser():
    # Playwright keeps an event loop in this thread, beside which Django would refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser, live_server):
    """A page on a phone; the journey fails if a script breaks or the security policy stops something."""
    faults = []
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="ja-JP", timezone_id="Asia/Tokyo")
    context.route(re.compile("^https:"), lambda route: route.abort())  # the world outside; the live server has no https
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: faults.append(error.message))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)

    yield page

    context.close()
    assert faults == []
