"""How the sentence of when a place meets is read, in words for whoever has typed it."""

import datetime as dt
from dataclasses import dataclass

from directory.places.schedule import next_meetings, read, say_rules
from kayoiba.tools.saying import say_day, say_times


@dataclass(frozen=True)
class Understood:
    """The rules said again, when it meets next by them, and the words that were not understood."""

    said: str
    next: str
    left: list[str]

    def __str__(self) -> str:
        """In one line, for a notice."""
        read_as = f"いつ：{'、'.join(self.said.splitlines())} と読みました。" if self.said else ""
        return f"{read_as}{self.unread}"

    @property
    def unread(self) -> str:
        words = "".join(f"「{words}」" for words in self.left)
        return f"{words}は 読めませんでした。文字のまま 残ります。" if words else ""


def understood(sentence: str, *, now: dt.datetime) -> Understood:
    """Of an empty sentence there is nothing to say."""
    reading = read(sentence.strip())
    meeting = next(iter(next_meetings(reading.rules, now, 1)), None)
    next_day = f"{say_day(meeting.date, now.date())} {say_times(meeting.start, meeting.end)}" if meeting else ""
    left = [words.strip() for words in reading.text_left.split("｜") if words.strip()]
    return Understood(say_rules(reading.rules, now.date()), next_day.strip(), left)
