import pytest

from kayoiba.tools.contacts import looks_like_contact, looks_like_phone, without_contacts

NUMBERS = [
    "086-426-3315",
    "086（426）3315",
    "(086)426-3315",
    "０８６－４２６－３３１５",
    "086ー426ー3315",
    "0864263315",
    "086-4263315",
    "0866-82-1111",
    "08667-2-1111",
    "03-1234-5678",
    "086.426.3315",
    "086/426/3315",
    "086・426・3315",
    "086 - 426 - 3315",
    "086の426の3315",
    "090 1234 5678",
    "０９０　１２３４　５６７８",
    "09012345678",
    "0120-000-000",
    "0800-123-4567",
    "+81 86-426-3315",
    "+81 (0)86-426-3315",
    "426-3315",
    "426 - 3315",
    "４２６－３３１５",
]
OTHER_NUMBERS = [
    "",
    "毎月第2・第4火曜 10:00-11:30",
    "2026-11-24",
    "2026/04/05・2026/05/10",
    "05/10・05/17・05/24",
    "〒710-0833",
    "〒 710-0833",
    "〒010-0951",
    "3-3-1",
    "2675-1",
    "参加費100円、定員20人",
    "0・100・200・300円",
    "50-1000円",
    "平成30年度〜令和2年度",
    "2019-2024",
    "09:00-10:30・13:00-15:00",
    "1234567890123",
]
MAILS = [
    "kurese@example.jp",
    "kurese.hiroba+a@mail.example.co.jp",
    "ｋｕｒｅｓｅ＠ｅｘａｍｐｌｅ．ｊｐ",
    "kurese(at)example.jp",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_telephone_number_in_free_text_is_noticed(number):
    assert looks_like_phone(f"雨天は{number}まで")
    assert looks_like_phone(f"携帯 {number}（昼）")


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_other_numbers_are_not_taken_for_telephone_numbers(text):
    assert not looks_like_phone(text)
    assert without_contacts(text) == text


@pytest.mark.parametrize("mail", MAILS)
def test_a_mail_address_in_free_text_is_noticed(mail):
    assert looks_like_contact(f"申込は{mail}へ")
    assert without_contacts(f"申込は {mail} へ") == "申込は （メール） へ"


@pytest.mark.parametrize("text", ["@kurese_hiroba", "くれせ@呉妹", "https://example.jp/@34.5,133.7", "a@b"])
def test_a_sign_of_at_alone_makes_no_mail_address(text):
    assert not looks_like_contact(text)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_telephone_number_is_taken_out_whole(number):
    assert without_contacts(f"電話 {number}、朝の部") == "電話 （電話番号）、朝の部"


def test_a_number_in_brackets_leaves_no_empty_ones():
    assert without_contacts("ひまわりサロン（090-1111-2221）") == "ひまわりサロン（電話番号）"


def test_several_numbers_are_all_taken_out():
    text = "090-1111-2221/090-1111-2222 か kurese@example.jp か 426-3315"

    assert without_contacts(text) == "（電話番号）/（電話番号） か （メール） か （電話番号）"


def test_a_house_number_stays_in_an_address():
    assert without_contacts("真備町尾崎12-3456", is_address=True) == "真備町尾崎12-3456"
    assert without_contacts("真備町尾崎1 090-1111-2223", is_address=True) == "真備町尾崎1 （電話番号）"


def test_a_text_without_contacts_keeps_its_width():
    assert without_contacts("ｻﾛﾝ（第２公民館）") == "ｻﾛﾝ（第２公民館）"
