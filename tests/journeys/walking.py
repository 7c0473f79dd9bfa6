"""What every journey of staff begins with, and what is looked at on every page of it."""

from axe_playwright_python.sync_playwright import Axe

from tests.factories.people import PASSWORD


def sign_in(page, person):
    """Whoever was signed in before is not any more."""
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("ユーザー名").fill(person.username)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    page.wait_for_url("**/workbench/**")


def press(locator):
    """Press what leads to another page, and wait for that: what is read next is not of the page before."""
    with locator.page.expect_navigation():
        locator.click()


def faults(page):
    """What axe finds on the page, and whether it is wider than the screen."""
    page.wait_for_load_state()
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [violation["id"] for violation in Axe().run(page).response["violations"]] + ["too wide"] * bool(wider)
