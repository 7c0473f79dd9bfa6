from tests.journeys.walking import press


def test_a_reader_who_is_lost_finds_the_way_to_the_search(page):
    page.goto("/nowhere/")
    press(page.get_by_role("link", name="通いの場をさがす"))

    assert page.get_by_role("heading", level=1).inner_text() == "近くの通いの場をさがす"
