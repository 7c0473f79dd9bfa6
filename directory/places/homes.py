"""Venues that are somebody's home, told by their wording. Better one house too many than one shown."""

import re
import unicodedata

from kayoiba.tools.contacts import looks_like_contact

WORD = r"(?<![^\W\d_])(?!旧)[^\W\d_]{1,12}"
MR = "(?:(?<!皆)様|氏|(?<!皆)(?<!みな)さん)"
ENDS = r"(?=$|[\s\d,、。・/()「」]|[でにの前横隣裏])"
SOMEBODYS_HOME = re.compile(
    rf"{MR}(?:宅|方)|{MR}の?お?[家宅]{ENDS}"
    rf"|[^\W\d_](?<![住在帰社お御三大安自])(?<!個人)宅{ENDS}"  # 三宅, 大宅 and 安宅 are names of towns
    rf"|{WORD}(?<![官公])邸{ENDS}"  # 旧大原邸 is a sight
    r"|(?<![々-鿿])[々-鿿]{1,5}(?<![東西南北上下中前後地味夕一両行平奥土緒尾大四八直枚三新五里様])方(?=$|[\s,、。・/()」])"
)
ANY_HOME = re.compile(rf"(?:個人|自|主催者|代表者?|世話人)宅|民家|個人の?家{ENDS}")


def names_a_home(text: str) -> bool:
    """「個人宅」 「会長宅」 「山本様方」 「山本邸」, but neither 「お宅」 「市営住宅」 nor 「東方」."""
    return names_somebodys_home(text) or bool(ANY_HOME.search(unicodedata.normalize("NFKC", text)))


def names_somebodys_home(text: str) -> bool:
    """The same where one can tell whose: 「山本宅」, but not 「個人宅」."""
    return bool(SOMEBODYS_HOME.search(unicodedata.normalize("NFKC", text)))


SOMEBODY = re.compile(r"[^\W皆ぁ-ん]さん")
"""「山本さん」, but neither 「皆さん」 nor 「みなさん」."""


def may_name_somebody(text: str) -> bool:
    """Whether a text that is to be public seems to hold a number, a mail address or a person."""
    return bool(looks_like_contact(text) or SOMEBODY.search(text) or names_somebodys_home(text))
