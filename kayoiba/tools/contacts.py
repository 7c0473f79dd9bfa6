"""A look-out for telephone numbers and mail addresses in free text. A net with holes: a person still has to read."""

import re
import unicodedata

PHONE, MAIL = "（電話番号）", "（メール）"

HYPHEN = "[-‐‒–—―−─ー]"
BETWEEN = "[-‐‒–—―−─ー~.()/・の ]{0,3}"
# By the lengths of area and exchange, so that 05/10・05/17・05/24 is three days and 0・100・200円 are prices.
NATIONAL = (
    rf"(?:\d{BETWEEN}\d{{4}}|\d{{2}}{BETWEEN}\d{{3,4}}|\d{{3}}{BETWEEN}\d{{2,3}}|\d{{4}}{BETWEEN}\d){BETWEEN}\d{{4}}"
    rf"|\d{{3}}{BETWEEN}\d{{3}}{BETWEEN}\d{{3}}"
)
WITH_AREA = rf"(?<!\d)(?:\((?=0\d{{1,4}}\)))?(?:\+81{BETWEEN}(?:0{BETWEEN})?|0)(?:{NATIONAL})(?!\d)"
AREA_AND_NUMBER = re.compile(rf"\({WITH_AREA}\)|{WITH_AREA}")
NUMBER_IN_TOWN = re.compile(rf"(?<!〒)(?<!〒 )(?<![\d-])\d{{2,3}} ?{HYPHEN} ?\d{{4}}(?![\d-])(?! ?[円人名歳年])")
MAIL_ADDRESS = re.compile(
    r"[\w.%+-]{1,64} ?(?:@|[(\[]at[)\]]) ?[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+", re.ASCII | re.IGNORECASE
)


def looks_like_phone(text: str) -> bool:
    """Whether a text seems to hold a telephone number, with its area or as neighbours say it (426-3315)."""
    text = unicodedata.normalize("NFKC", text)
    return bool(AREA_AND_NUMBER.search(text) or NUMBER_IN_TOWN.search(text))


def looks_like_contact(text: str) -> bool:
    """Whether a text seems to hold a telephone number or a mail address."""
    return looks_like_phone(text) or bool(MAIL_ADDRESS.search(unicodedata.normalize("NFKC", text)))


def without_contacts(text: str, *, is_address: bool = False) -> str:
    """The text with 「（電話番号）」 and 「（メール）」 in their place; the very same where there are none.

    In an address 12-3456 is a house, not a telephone.
    """
    usual = unicodedata.normalize("NFKC", text)
    found = MAIL_ADDRESS.sub(MAIL, AREA_AND_NUMBER.sub(PHONE, usual))
    found = found if is_address else NUMBER_IN_TOWN.sub(PHONE, found)
    return text if found == usual else found
