"""The register of published figures. Pages, charts, sheets, open data and the command all read it, and nothing else.

A figure is a measure over dated rows, asked of a `Year`: a count of the end of its day, or a change since its eve. The
packages above add figures of their own to FIGURES when Django starts.
"""

from directory.counts.figures.figure import Figure, Level, Share, Stays, Told, Year
from directory.counts.figures.national import F1, F2, F3, F4, F5, F6, NATIONAL, SURVEYED, all_of, national
from directory.counts.figures.participants import PARTICIPANTS, RATE, REPORTED, TOLD
from directory.counts.figures.places import ENDED, KNOWN, LISTED, MOVED, NEW, PAUSED, PLACES, RESUMED, SUBSIDISED

FIGURES = [*PLACES, *TOLD, *SURVEYED]


def figure_of(key: str) -> Figure | None:
    return next((figure for figure in FIGURES if figure.key == key), None)


__all__ = [
    "ENDED",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "FIGURES",
    "KNOWN",
    "LISTED",
    "MOVED",
    "NATIONAL",
    "NEW",
    "PARTICIPANTS",
    "PAUSED",
    "PLACES",
    "RATE",
    "REPORTED",
    "RESUMED",
    "SUBSIDISED",
    "SURVEYED",
    "TOLD",
    "Figure",
    "Level",
    "Share",
    "Stays",
    "Told",
    "Year",
    "all_of",
    "figure_of",
    "national",
]
