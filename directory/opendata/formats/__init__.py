"""The tables that are published: each its columns, and where its rows come from."""

from directory.opendata.formats.cafeterias import CAFETERIAS, MORE_OF_CAFETERIAS
from directory.opendata.formats.facilities import FACILITIES
from directory.opendata.formats.mhlw import MHLW
from directory.opendata.formats.places import MORE_OF_PLACES, PLACES
from directory.opendata.formats.table import Column, Table

__all__ = [
    "CAFETERIAS",
    "FACILITIES",
    "MHLW",
    "MORE_OF_CAFETERIAS",
    "MORE_OF_PLACES",
    "PLACES",
    "Column",
    "Table",
]
