def test_a_reader_who_is_lost_is_told_the_way_back(page):
    page.goto("/healthz")

    assert page.locator("body").inner_text().strip() == "ok"
