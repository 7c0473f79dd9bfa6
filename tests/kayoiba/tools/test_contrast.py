import pytest

from kayoiba.tools.contrast import contrast


@pytest.mark.parametrize(
    ("front", "back", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#666666", "#ffffff", 5.74), ("#ec0000", "#ffffff", 4.6)],
)
def test_contrast_is_that_of_wcag_whichever_colour_comes_first(front, back, ratio):
    assert contrast(front, back) == contrast(back, front) == pytest.approx(ratio, abs=0.01)
