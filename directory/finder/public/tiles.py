"""Where the tiles of the map come from: the one address besides our own that a page may fetch from."""

from csp.constants import SELF
from csp.decorators import csp_update

TILES = "https://cyberjapandata.gsi.go.jp"

# Leaflet puts an empty picture written as data into the place of a tile that it no longer waits for.
with_tiles = csp_update({"img-src": [SELF, "data:", TILES]})
"""Makes an answer one whose page may show tiles."""
