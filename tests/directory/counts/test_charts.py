from itertools import pairwise

from directory.counts.charts import PLOT, Column, Columns, Steps, columns, lying, steps


def test_the_highest_column_fills_the_plot_and_the_others_are_in_proportion():
    chart = columns([Column("H28", 430, 160), Column("R3", 860, 280)])

    assert [bar.height for bar in chart.bars] == [PLOT // 2, PLOT]
    assert [bar.part_height for bar in chart.bars] == [round(PLOT * 160 / 860), round(PLOT * 280 / 860)]
    assert [bar.top + bar.height for bar in chart.bars] == [Columns.base, Columns.base]
    assert chart.width == 2 * Columns.pitch


def test_what_is_unknown_or_nothing_has_no_height():
    chart = columns([Column("H28", None, None), Column("H29", 0, 0)])

    assert [(bar.height, bar.part_height) for bar in chart.bars] == [(0, 0), (0, 0)]


def test_numbers_stand_above_their_column_and_within_the_drawing():
    for bar in columns([Column("H28", 1, 0), Column("R3", 100, 100)]).bars:
        first, second = bar.over
        assert 0 < first - 16 < first < second < bar.top


def test_bars_that_lie_are_in_percent_of_the_longest():
    bars = lying([("倉敷", 200, 50), ("真備", 50, 0), ("船穂", None, None)])

    assert [(bar.width, bar.part_width) for bar in bars] == [(100, 25), (25, 0), (0, 0)]
    assert [bar.top for bar in bars] == [0, bars[0].pitch, 2 * bars[0].pitch]


def test_no_bars_need_no_room():
    assert lying([]) == []
    assert columns([]).width == 0


def test_a_line_goes_across_for_as_long_as_a_value_holds_and_then_up_or_down():
    chart = steps([("7/2", ""), ("7/9", "")], [("paused", "休み", [0, 4])])

    (line,) = chart.series
    assert line.path == f"M{Steps.left} {Steps.base} V{Steps.base} H{Steps.left + 48} V{Steps.top} H{chart.right}"
    assert line.last == 4
    assert [(level.label, level.at) for level in chart.levels] == [
        ("0", Steps.base),
        ("2", Steps.base - PLOT // 2),
        ("4", Steps.top),
    ]


def test_names_at_the_ends_of_lines_are_never_one_over_another_and_stay_within():
    chart = steps([("7/2", "")], [(key, key, [value]) for key, value in (("a", 0), ("b", 0), ("c", 1), ("d", 100))])

    at = sorted(line.name_at for line in chart.series)
    assert all(lower - upper >= 20 for upper, lower in pairwise(at))
    assert max(at) <= Steps.base + 5


def test_through_many_moments_as_many_are_named_as_can_be_read():
    for number in (1, 12, 60, 400):
        chart = steps([(str(moment), "") for moment in range(number)], [("a", "a", [1] * number)])
        ends = [tick.at for tick in chart.ticks]
        assert all(right - left >= 72 for left, right in pairwise(ends))
        assert 1 <= len(ends) <= number


def test_what_a_moment_belongs_to_is_said_where_it_changes():
    years = ["2018年", "2018年", "2018年", "2018年", "2019年"]

    chart = steps([(str(number), year) for number, year in enumerate(years)], [("a", "a", [1] * 5)])

    assert [(tick.label, tick.within) for tick in chart.ticks] == [("0", "2018年"), ("2", ""), ("4", "2019年")]
