def test_a_reader_who_is_lost_finds_the_way_to_the_search(page):
    page.goto("/nowhere/")
    page.get_by_role("link", name="通いの場をさがす").click()

    assert page.get_by_role("heading", level=1).inner_text() == "近くの通いの場をさがす"
