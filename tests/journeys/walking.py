"""What every journey of staff begins with, and what is looked at on every page of it."""

from axe_playwright_python.sync_playwright import Axe

from tests.factories.people import PASSWORD

AXE = Axe().axe_script
ONLY_FAULTS = {"resultTypes": ["violations"]}
AT_REST = """async (options) => {
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    return (await axe.run(options)).violations;
}"""  # a colour on its way to another has a contrast of its own


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


def violations(page, **options):
    """What axe finds; that alone is brought here, for what it is content with takes longer than the search."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(AT_REST, ONLY_FAULTS | options)


def faults(page):
    """What axe finds on the page, and whether it is wider than the screen."""
    page.wait_for_load_state()  # with its style sheets: before them everything is too wide
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [violation["id"] for violation in violations(page)] + ["too wide"] * bool(wider)


def faults_of(page, addresses):
    """{address: what is wrong with the page}, of those alone with which something is."""
    wrong = {}
    for address in addresses:
        page.goto(address)
        if found := faults(page):
            wrong[address] = found
    return wrong
