"""On what terms the data may be used, and what has to be said when it is."""

from directory.opendata.edition import Edition

NAME = "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）"
SHORT = "CC BY 4.0"
ADDRESS = "https://creativecommons.org/licenses/by/4.0/deed.ja"
SOURCES = (
    "町名までの場の緯度・経度は、Geolonia 住所データ（CC BY 4.0）の町の代表点です。",
    "町の名前は 日本郵便株式会社の郵便番号データによります。",
)
"""What is not the city's own."""


def attribution(edition: Edition) -> str:
    """To be copied by whoever uses the data."""
    return f"出典: {edition.title}（{edition.address}、{SHORT}）。町の位置は Geolonia 住所データ（CC BY 4.0）。"
