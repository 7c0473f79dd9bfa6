"""Sentences of people read into rules: by grammar, and nothing is guessed.

A sentence is folded to one spelling (`spelling`), cut into words (`vocabulary`, `words`), the words are put together to
phrases (`dates`, `clock`, `phrases`). Then a `sentence` is asked in turn what is out (`exclusions`: `closed` and
`moves` find the words, `items` where they begin), what is said of other things (`asides`), which days and times there
are (`flow`, with `naming`, `timing`, `cells` and `drafts`), how the cells of a row go together (`rows`), and whether
anything leaves a doubt (`doubts`): where it does there is no rule, for somebody would stand before a locked door. What
was not understood is kept as it was written.
"""

from dataclasses import dataclass

from directory.places.schedule.reading.asides import set_aside
from directory.places.schedule.reading.doubts import is_in_doubt
from directory.places.schedule.reading.drafts import rules_of, together
from directory.places.schedule.reading.exclusions import exclude, find_exclusions
from directory.places.schedule.reading.flow import Flow
from directory.places.schedule.reading.rows import join
from directory.places.schedule.reading.sentence import Sentence
from directory.places.schedule.rule import Rule

LONGEST = 5000
"""Letters of a sentence. What is longer is a story, and nobody waits for it to be read."""


@dataclass(frozen=True)
class Reading:
    """The rules of a text, and what of it they do not say: its pieces in order, joined by 「｜」."""

    rules: tuple[Rule, ...]
    text_left: str


def read(text: str) -> Reading:
    """What a text says of when a place meets; without rules all of it is left."""
    if len(text) > LONGEST:
        return Reading((), text)
    sentence = Sentence(text)
    exclusions = find_exclusions(sentence)
    set_aside(sentence)
    flow = Flow(sentence)
    drafts = join(flow, sentence)
    if flow.is_unclear or sentence.is_unclear or not drafts:
        return Reading((), text)
    drafts = exclude(drafts, exclusions, sentence)
    if not drafts or is_in_doubt(sentence, drafts):
        return Reading((), text)
    rules, text_left = rules_of(drafts), sentence.text_left()
    return Reading(rules if text_left else together(rules), text_left)
