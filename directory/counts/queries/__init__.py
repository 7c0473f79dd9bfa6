from directory.counts.queries.areas import find_area, populations_of, within
from directory.counts.queries.closed import (
    closed_by_area,
    closed_by_category,
    closed_by_year,
    closed_rows,
    closings,
    year_of,
)
from directory.counts.queries.lines import Cross, Line, Table, add_up, by_mark
from directory.counts.queries.live import FIRST_YEAR, by_area, by_category, by_year, rows_behind, years_on_record
from directory.counts.queries.names import in_care_of, periods_of
from directory.counts.queries.standing import (
    Closings,
    standing_by_area,
    standing_by_category,
    standing_by_year,
)

__all__ = [
    "FIRST_YEAR",
    "Closings",
    "Cross",
    "Line",
    "Table",
    "add_up",
    "by_area",
    "by_category",
    "by_mark",
    "by_year",
    "closed_by_area",
    "closed_by_category",
    "closed_by_year",
    "closed_rows",
    "closings",
    "find_area",
    "in_care_of",
    "periods_of",
    "populations_of",
    "rows_behind",
    "standing_by_area",
    "standing_by_category",
    "standing_by_year",
    "within",
    "year_of",
    "years_on_record",
]
