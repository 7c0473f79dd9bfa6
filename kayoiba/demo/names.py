"""Names with their readings: a pattern is filled with words whose readings are known, so no reading is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from kayoiba.demo.material import SampleTown, common
from kayoiba.demo.schedules import KANA, NAMES


@dataclass(frozen=True)
class Parts:
    """What may stand in the braces of a pattern, as written and as read, and the activities it brings along."""

    written: dict[str, str]
    read: dict[str, str]
    activities: tuple[str, ...] = ()

    def fits(self, pattern: str) -> bool:
        return all(f"{{{key}}}" not in pattern or self.written.get(key) for key in ("t", "weekday"))

    def name(self, pattern: list[str]) -> tuple[str, str]:
        return pattern[0].format(**self.written), pattern[1].format(**self.read)

    def fill(self, text: str) -> str:
        return text.format(**self.written)


def draw_parts(words: dict[str, Any], town: SampleTown | None, weekday: str, rng: Random) -> Parts:
    nick, other = rng.sample(common()["nicks"], 2)
    head = rng.choice(common()["heads"])
    drawn = {"head": head, "nick": [nick, nick], "nick2": [other, other], "t": _quarter(town, rng)}
    if weekday:
        drawn["weekday"] = [f"{NAMES[weekday]}曜", KANA[weekday]]
    drawn |= {key: rng.choice(pairs) for key, pairs in words.get("parts", {}).items()}
    return Parts(
        written={key: pair[0] for key, pair in drawn.items()},
        read={key: pair[1] for key, pair in drawn.items()},
        activities=tuple(activity for pair in drawn.values() for activity in pair[2:]),
    )


def person(rng: Random) -> str:
    """An invented person: family and given name."""
    return f"{rng.choice(common()['families'])} {rng.choice(common()['givens'])}"


def fitting(patterns: Iterable[list[str]], parts: Parts) -> list[list[str]]:
    return [pattern for pattern in patterns if parts.fits(pattern[0])]


def _quarter(town: SampleTown | None, rng: Random) -> list[str]:
    """The town, one time in four only a part of it: 箭田東."""
    if town is None:
        return ["", ""]
    if rng.random() < 0.25:
        quarter, kana = rng.choice(common()["quarters"])
        return [town.short + quarter, town.short_kana + kana]
    return [town.short, town.short_kana]
