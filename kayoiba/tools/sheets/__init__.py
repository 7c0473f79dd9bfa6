"""Lists as people keep them: reading CSV, TSV and workbooks; writing CSV, and workbooks an office can print."""

from kayoiba.tools.sheets.office import Below, OfficeWorkbook, office_workbook
from kayoiba.tools.sheets.reading import Sheet, UnreadableSheet, read_sheets
from kayoiba.tools.sheets.text import csv_stream, neutral

__all__ = [
    "Below",
    "OfficeWorkbook",
    "Sheet",
    "UnreadableSheet",
    "csv_stream",
    "neutral",
    "office_workbook",
    "read_sheets",
]
