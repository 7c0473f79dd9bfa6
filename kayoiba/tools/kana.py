"""Japanese text made comparable: search keys and the 五十音 order."""

import re
import unicodedata
from itertools import islice, pairwise

HIRAGANA = {code: code - 0x60 for code in (*range(ord("ァ"), ord("ヶ") + 1), ord("ヽ"), ord("ヾ"))}
KATAKANA = {hiragana: katakana for katakana, hiragana in HIRAGANA.items()}
SPACED_MARKS = str.maketrans("゛゜", "\u3099\u309a")
SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
SAME_KANA = str.maketrans(SMALL) | str.maketrans("ゔゐゑゖ之", "ぶいえがの")  # 茶ヶ is read 茶が
V_SOUNDS = {"ゔぁ": "ば", "ゔぃ": "び", "ゔぇ": "べ", "ゔぉ": "ぼ"}
VOICED = dict(zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))
SORTED_LETTERS = 230
"""What columns and indexes can hold, each letter being three of the key; a single ㌖ is six."""
ROWS = (
    "あかがさざただなはばぱまやらわ",
    "いきぎしじちぢにひびぴみりゐ",
    "うゔくぐすずつづぬふぶぷむゆる",
    "えけげせぜてでねへべぺめれゑ",
    "おこごそぞとどのほぼぽもよろを",
)
VOICINGS = {"\u3099": "1", "\u309a": "2"}
VOWELS = {letter: row[0] for row in ROWS for letter in row}

# One name, two spellings: above the old forms, rare forms and look-alikes, below the form searched by.
SAME_KANJI = str.maketrans(
    "﨑嵜髙條藪渕舟曾國眞嶋嶌濱濵邊邉齋齊斎澤廣德櫻圓學會惠壽應實榮瀧龍龜鐵與萬靜彌禮"
    "豐冨埜峯嶽槇檜穗蘆巖縣區舊總體臺佛兒藏澁經讀繪樂氣鄕舘吞籠枡壺鷗黑吳巿",
    "崎崎高条薮淵船曽国真島島浜浜辺辺斉斉斉沢広徳桜円学会恵寿応実栄滝竜亀鉄与万静弥礼"
    "豊富野峰岳槙桧穂芦巌県区旧総体台仏児蔵渋経読絵楽気郷館呑篭桝壷鴎黒呉市",
)

KANJI = "々〇一-鿿"
# A hyphen inside a katakana word was meant as a long mark: サ-クル. Anywhere else it only divides.
HYPHEN_FOR_LONG_MARK = re.compile(r"(?<=[ァ-ヺ])[-‐‒–—―−─](?=[ァ-ヺ])")
# A lone katakana among kanji: 鶴ケ丘, and 二子 and 八軒屋 typed with ニ and ハ. Words such as ケア and ニコニコ stay.
LONE_KE = re.compile(rf"(?<=[{KANJI}0-9])ケ(?=[{KANJI}])")
LONE_NUMERAL = re.compile(rf"(?:(?<=[{KANJI}])|^)[ニハ](?=[{KANJI}])")
LAST_OF_A_WORD = re.compile(rf"(?<=[ァ-ヺー])[ニハ](?=[{KANJI}])")
NUMERALS = {"ニ": "二", "ハ": "八"}
# The end of a word is where people forget the long mark: コーヒー, コーヒ.
LAST_LONG_MARK = re.compile(r"ー+(?![ぁ-ゖ])")
LONG_MARKS = re.compile(r"ー+")
REPEATED = re.compile(r"(.)([々ゝゞ]+)")

DIGITS = {kanji: str(digit) for digit, kanji in enumerate("〇一二三四五六七八九")}
UNITS = {"十": 10, "百": 100}
HOUSE_NUMBER = re.compile(r"[〇一二三四五六七八九十百]{1,9}(?=丁目|番地)")  # only there: 四十瀬 and 五日市 are names


def fold(text: str) -> str:
    """The key a text is searched by: one spelling for all the ways of writing it, letters and digits only.

    Stored texts and queries both go through here. Folding a key again changes nothing.
    """
    return _number_houses(_fold_words(_letters(text)))


def spellings(text: str) -> list[str]:
    """The keys that a stored text is found by: its own, and those that its parts have where they fold otherwise.

    「栄五」 is part of 栄五丁目 though not of 栄5丁目, 「ケ」 of 鶴ケ丘 though not of 鶴が丘.
    """
    letters = _letters(text)
    keys = [_fold_words(letters), _fold_letters(letters)]
    return [key for key in dict.fromkeys([*map(_number_houses, keys), *keys]) if key]


def grams(text: str) -> list[str]:
    """The letters and pairs of neighbours of a text, to be indexed. A line is a field: no pair reaches across."""
    keys = [key for line in text.splitlines() for key in spellings(line)]
    return sorted({gram for key in keys for gram in (*key, *_pairs(key))})


def query_grams(word: str) -> list[str]:
    """What `grams` of a text must all hold for the text to contain the word."""
    key = fold(word)
    return sorted(set(_pairs(key))) or list(key)


def sort_key(reading: str) -> str:
    """A key that puts readings in 五十音 order under the C collation (JIS X 4061 but for its hiragana-katakana level).

    ー and ゝ count as the letter they stand for; ties go unvoiced before voiced, then ー, small, ゝ, full letter.
    Where no reading is known pass the name: one that begins with kana sorts by it, one with kanji after all kana.
    """
    base = voicings = forms = ""
    for letter in islice(filter(str.isalnum, to_hiragana(reading).casefold()), SORTED_LETTERS):
        plain, voicing, form = _levels(letter, before=base[-1:])
        base, voicings, forms = base + plain, voicings + voicing, forms + form
    return f"{base}\t{voicings}\t{forms}"


def to_hiragana(text: str) -> str:
    """Katakana of any width as hiragana, with everything else at its usual width."""
    return unicodedata.normalize("NFKC", text.translate(SPACED_MARKS)).translate(HIRAGANA)


def to_katakana(text: str) -> str:
    """Kana of any width as full-width katakana, with everything else at its usual width."""
    return to_hiragana(text).translate(KATAKANA)


def _letters(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(SPACED_MARKS)).casefold()
    text = HYPHEN_FOR_LONG_MARK.sub("ー", text)
    return unicodedata.normalize("NFKC", "".join(filter(str.isalnum, text)))


def _fold_words(letters: str) -> str:
    """With the eyes on a letter's neighbours: ケ in 鶴ケ丘 is not the one in ケア."""
    text = LONE_NUMERAL.sub(lambda lone: NUMERALS[lone[0]], LONE_KE.sub("が", letters)).translate(HIRAGANA)
    for written, said in V_SOUNDS.items():
        text = text.replace(written, said)
    return _unroll(_fold_kana(text).translate(SAME_KANJI))


def _fold_letters(letters: str) -> str:
    """Each letter for itself, as it folds where its neighbours are cut off."""
    text = LAST_OF_A_WORD.sub(lambda last: NUMERALS[last[0]], letters)
    return _fold_kana(text.translate(HIRAGANA).replace("ゖ", "け")).translate(SAME_KANJI)


def _fold_kana(text: str) -> str:
    return LONG_MARKS.sub("ー", LAST_LONG_MARK.sub("", text.translate(SAME_KANA)))


def _unroll(text: str) -> str:
    """佐々木 as 佐佐木, みすゞ as みすず. A mark with nothing before it says nothing."""

    def repeat(found: re.Match[str]) -> str:
        letters = found[1]
        for mark in found[2]:
            letters += VOICED.get(letters[-1], letters[-1]) if mark == "ゞ" else letters[-1]
        return letters

    return REPEATED.sub(repeat, text.lstrip("々ゝゞ"))


def _number_houses(text: str) -> str:
    """三丁目 as 3丁目."""
    return HOUSE_NUMBER.sub(lambda number: str(_kanji_number(number[0])), text)


def _kanji_number(written: str) -> int:
    """三 is 3, 二十三 is 23, 一〇 is 10."""
    total, digits = 0, ""
    for letter in written:
        if letter in DIGITS:
            digits += DIGITS[letter]
        else:
            total, digits = total + int(digits or 1) * UNITS[letter], ""
    return total + int(digits or 0)


def _pairs(key: str) -> list[str]:
    return [first + second for first, second in pairwise(key)]


def _levels(letter: str, *, before: str) -> tuple[str, str, str]:
    """The letter it sorts as, then a digit for its voicing and one for its form."""
    plain, voicing = _unvoice(letter)
    if plain == "ー":
        return VOWELS.get(before, ""), "0", "0"
    if plain in SMALL:
        return SMALL[plain], voicing, "1"
    if plain in "々ゝ":
        return before, voicing, "2"
    return plain, voicing, "3"


def _unvoice(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    plain, mark = parts[0], parts[1:]
    return (plain, VOICINGS[mark]) if mark in VOICINGS else (letter, "0")
