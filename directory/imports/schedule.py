"""The columns that say when, as one sentence a person would write. Nothing is computed from it here."""

import re
import unicodedata

from directory.imports.reading import Cell
from directory.places.vocabulary import Weekday

FIELDS = {"frequency", "weekdays", "schedule", "start", "end"}

# 開催頻度 of the こども食堂 format. No code book is published: read off 589 rows that also say it in words.
FREQUENCIES = dict(
    zip(
        "12345678",
        ["ほぼ毎日", "週2〜4日", "週1日", "月2〜3回", "月1回", "年数回", "季節の休み", "不定期"],
        strict=True,
    )
)
RARER_THAN_WEEKLY = {"4", "5", "6", "7", "8"}
SAYS_HOW_OFTEN = re.compile(r"第|毎[週日]|隔|最終|末|随時|不定期|\d日|[週月年]に?\d|[週月年]に?[一二三四五六]回")
MONTHS = re.compile(
    r"毎月(?!曜)|奇数月|偶数月|[か箇ヶヵカ]月|(?<!第)[\d一二三四五六七八九十]月(?!曜)|月[\d一二三四五六]回|月末|毎日|(?<!第)\d日(?!曜)"
)
ONLY_WEEKDAYS = re.compile(r"[月火水木金土日](?:曜日?)?(?:[・、,;；/\s]*[月火水木金土日](?:曜日?)?)*")
TIME = re.compile(r"(午前|午後)?(\d{1,2})(?::(\d{2})(?::\d{2})?|時(?:(\d{1,2})分?|(半))?)")
FROM_TO = re.compile(rf"({TIME.pattern})(?:[~〜～\-‐–—―−ー]|から)({TIME.pattern})(?:まで)?")


def read_weekdays(text: str) -> list[str]:
    """「月水金」 and 「水曜日」 as two-letter weekdays from Monday on; nothing for what says more than weekdays."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not ONLY_WEEKDAYS.fullmatch(text):
        return []
    named = set(re.sub("曜日?", "", text))
    return [day.value for day in Weekday if day.label in named]


def read_time(text: str) -> str:
    """「9:00」, 「１０時半」 and 「午後1時」 as HH:MM; nothing for what says more than a time."""
    found = TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return ""
    half, hours, minutes, spoken_minutes, is_half = found.groups()
    hour, minute = int(hours), 30 if is_half else int(minutes or spoken_minutes or 0)
    hour += 12 if half == "午後" and hour < 12 else 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def read_times(text: str) -> tuple[str, str]:
    """The two times of a text that is nothing but 「13:30～15:30」 or 「午後1時～3時」."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("正午", "12時")
    found = FROM_TO.fullmatch(text)
    if not found:
        return "", ""
    first, last = found[1], found[7]
    start, end = read_time(first), read_time(last)
    if first.startswith("午後") and end < start:  # 「午後1時～3時」 says 午後 once
        end = read_time(f"午後{last}")
    return (start, end) if start < end else ("", "")


def read_schedule(cells: list[Cell]) -> dict[str, object]:
    """The sentence, and what of it stands in columns of its own: frequency, weekdays, start and end."""
    texts = {part: [cell.text for cell in cells if _part(cell) == part] for part in ("time", "note", "closed")}
    days, days_said = _days(cells)
    times, times_said = _times(cells)
    if not times and len(texts["time"]) == 1:
        times_said = dict(zip(("start", "end"), read_times(texts["time"][0]), strict=True))
    times += texts["time"]
    sentence = [*days, *times, *texts["note"]] if days else [*texts["note"], *times]
    sentence += [f"定休日 {text}" for text in texts["closed"]]
    said = {"schedule": " ".join(sentence), **days_said, **times_said}
    return {name: value for name, value in said.items() if value}


def _part(cell: Cell) -> str:
    assert cell.meaning
    return cell.meaning.part if cell.meaning.field == "schedule" and cell.meaning.part else cell.meaning.field


def _days(cells: list[Cell]) -> tuple[list[str], dict[str, object]]:
    """How often, which weekdays, and the sentence; each only where the others do not say it."""
    frequency = [cell.text for cell in cells if _part(cell) == "frequency"]
    frequency_said = [FREQUENCIES.get(text, text) for text in frequency]
    weekdays = [cell.text for cell in cells if _part(cell) == "weekdays"]
    sentences = [cell.text for cell in cells if _part(cell) == "schedule"]
    words = unicodedata.normalize("NFKC", " ".join(cell.text for cell in cells if _part(cell) in ("schedule", "note")))
    days = [said for text in weekdays for said in _weekdays_said(text, words)] + sentences
    # Weekdays alone mean every week: without 「月1回」 a person would stand before a locked door.
    needed = not days or set(frequency) <= RARER_THAN_WEEKLY
    if needed and not SAYS_HOW_OFTEN.search(words):
        days = frequency_said + days
    return days, {
        "frequency": " ".join(frequency_said),
        "weekdays": [day for text in weekdays for day in read_weekdays(text)],
    }


def _weekdays_said(text: str, words: str) -> list[str]:
    """「月水金」 as 「月・水・金曜日」, or nothing where the sentence beside it names those days."""
    weekdays = [Weekday(day).label for day in read_weekdays(text)]
    if not weekdays:
        return [] if unicodedata.normalize("NFKC", text) in words else [text]
    rest = MONTHS.sub("", words)
    return [] if all(day in rest for day in weekdays) else [f"{'・'.join(weekdays)}曜日"]


def _times(cells: list[Cell]) -> tuple[list[str], dict[str, object]]:
    """「10:00〜12:00」 for each pair of columns, with 平日 or 土曜 before it; the plain pair also as values."""
    pairs: dict[str, dict[str, str]] = {}
    for cell in cells:
        if cell.meaning and cell.meaning.field in ("start", "end"):
            pairs.setdefault(cell.meaning.part, {})[cell.meaning.field] = read_time(cell.text) or cell.text
    said = [f"{days} {_from_to(pair)}".strip() for days, pair in pairs.items()]
    values = {name: read_time(text) for name, text in pairs.get("", {}).items()}
    return said, {name: time for name, time in values.items() if time}


def _from_to(pair: dict[str, str]) -> str:
    start, end = (re.sub(r"^0(?=\d:)", "", pair.get(name, "")) for name in ("start", "end"))
    return f"{start}〜{end}"
