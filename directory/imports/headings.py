"""Which column of a list means what. A heading that is not in the table means nothing: its cells are kept as text."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple


class Meaning(NamedTuple):
    """The field a column feeds; `part` says which part of it where several columns feed one field."""

    field: str
    part: str = ""


# Spellings are compared without width, case, blanks, brackets and signs: 「参加費_幼児」 and 「参加費（幼児）」 are one.
SPELLINGS = {
    Meaning("source_id"): "ID NO № 番号 通し番号 通番 連番 整理番号 管理番号 identifier",
    Meaning("municipality_code"): """
        全国地方公共団体コード 都道府県コード又は市区町村コード 市区町村コード 市町村コード 団体コード municipalityCode""",
    Meaning("prefecture_code"): "都道府県コード prefectureCode",
    Meaning("prefecture"): "都道府県 都道府県名 prefecture prefectureName",
    Meaning("municipality"): "市区町村名 市区町村 市町村名 市町村 地方公共団体名 municipality cityName",
    Meaning("name"): """
        名称 名前 サロン名 サロン名称 カフェ名 カフェ名称 通いの場名 通いの場の名称 通いの場名称 集いの場名 つどいの場名 居場所名
        活動名 活動名称 活動の名称 事業名 教室名 食堂名 こども食堂名 子ども食堂名 会の名称 会名 クラブ名 サークル名 団体・サロン名
        小学校地区サロン 行事名 イベント名 施設名 施設名称 name facilityName eventName""",
    Meaning("reading"): """
        名称_カナ 名称(ふりがな) 名称(カナ) 名称(フリガナ) 名称かな 名称_ひらがな ふりがな フリガナ よみがな ヨミガナ よみ 読み 読み仮名
        サロン名(ふりがな) サロン名カナ カナ nameKana name_kana reading kana""",
    Meaning("alias"): "名称_通称 通称 愛称 通称名 alternateName alias",
    Meaning("kind"): "種類 種別 区分 分類 カテゴリ カテゴリー kind category",
    Meaning("introduction"): "紹介 紹介文 説明 概要 設置目的 目的 PR description introduction",
    Meaning("menu"): """
        活動内容 内容 主な内容 主な活動 主な活動内容 メニュー 実施内容 プログラム 実施支援の主な区分 activity activities menu""",
    Meaning("group"): """
        運営団体名 運営団体 団体名 実施団体 実施団体名 主催 主催者 主催団体 運営者 運営主体名 管理団体名 法人名称 法人名 group operator
        organizer""",
    Meaning("corporate_number"): "法人番号",
    Meaning("contact", "代表者"): "代表者 代表者名 代表者氏名 世話人 世話人名 責任者 担当者 担当者名 contactName",
    Meaning("contact", "FAX"): "FAX FAX番号 ファックス ファクス faxNumber",
    Meaning("contact"): "メール メールアドレス メールアドレス1 メールアドレス2 連絡先メールアドレス Eメール E-mail email mail",
    Meaning("phone"): """
        電話番号 電話番号1 電話番号2 電話番号① 電話番号② 電話 TEL 連絡先電話番号 連絡先 連絡先番号 問い合わせ先 問合せ先 お問い合わせ先 お問合せ先
        問い合わせ 申し込み先 申込先 telephoneNumber telephone phone phoneNumber""",
    Meaning("phone", "内線"): "内線 内線番号 連絡先内線番号",
    Meaning("district"): "地区 地区名 圏域 日常生活圏域 エリア 地域 地域名 区域 行政区 町会 町内会 自治会 areas area district",
    Meaning("school_district"): "学区 小学校区 小学校区名 校区 学区名 小学校地区 schoolDistrict school_district",
    Meaning("address"): """
        住所 所在地 所在地_連結表記 所在地(都道府県から番地まで) 開催場所住所 開催場所の住所 会場住所 会場の住所 施設所在地
        address place_as_written""",
    Meaning("address", "都道府県"): "所在地_都道府県 住所_都道府県",
    Meaning("address", "市区町村"): "所在地_市区町村 住所_市区町村",
    Meaning("address", "町字"): "所在地_町字 住所_町字 住所町名",
    Meaning("address", "番地以下"): "所在地_番地以下 住所_番地以下 住所丁目以下",
    Meaning("building"): """
        方書 建物名 建物名等 建物名等(方書) 建物名・部屋番号等 所在地(建物名・部屋番号等) building buildingName""",
    Meaning("venue"): """
        会場 会場名 場所 場所名称 場所名 開催場所 開催場所名 開催会場 実施場所 実施会場 活動場所 活動場所名 開設場所 集合場所 venue place
        location""",
    Meaning("lat"): "緯度 latitude lat",
    Meaning("lng"): "経度 longitude lng lon long",
    Meaning("frequency"): "開催頻度",
    Meaning("weekdays"): "開催曜日 曜日 実施曜日 活動曜日 利用可能曜日 weekdays weekday availableDate",
    Meaning("schedule"): """
        開催日 開催日時 日時 実施日 実施日時 活動日 活動日時 日程 開設日 開設日時 開催日程 開催日・時間 開催日時等 開催頻度・曜日 実施頻度 頻度
        定例日 いつ schedule schedule_as_written""",
    Meaning("schedule", "time"): "時間 開催時間 実施時間 活動時間 時間帯 開設時間 time hours",
    Meaning("schedule", "note"): """
        開催日時特記事項 開催日時備考 日時備考 利用可能日時特記事項 利用可能時間特記事項 開始日時特記事項 availableDateNote""",
    Meaning("schedule", "closed"): "定休日 休み 休館日 休業日",
    Meaning("start"): "開始時間 開催開始時間 開始時刻 開始 利用開始時間 start startTime",
    Meaning("end"): "終了時間 開催終了時間 終了時刻 終了 利用終了時間 end endTime",
    Meaning("fee"): """
        参加費 会費 費用 料金 利用料 利用料金 参加料 参加費用 参加費(円) 料金体系 料金(基本) 金額 実費 fee price fee_as_written""",
    Meaning("fee", "note"): "参加費特記事項 参加費備考 料金(詳細)",
    Meaning("target"): "対象 対象者 参加対象 参加対象者 対象年齢 参加条件 参加資格 target",
    Meaning("capacity"): "定員 定員(人) 定員数 募集人数 capacity",
    Meaning("signup"): "予約方法 予約特記事項 予約 予約の要否 申込 申込み 申し込み 申込方法 申込要否 参加方法 事前申込 signup",
    Meaning("food_served"): "飲食の提供の有無 飲食の提供 食事の提供",
    Meaning("food_allowed"): "飲食持ち込みの可否 飲食の持ち込み",
    Meaning("transport"): "送迎の有無 送迎",
    Meaning("parking"): "駐車場 駐車場の有無 駐車場_有無",
    Meaning("bring"): "持ち物 持参物 持参品",
    Meaning("url"): "URL ホームページ HP ウェブサイト サイト リンク website homepage",
    Meaning("notes"): "備考 備考欄 メモ 特記事項 その他 注意事項 note notes remarks",
}
SPELLINGS |= {Meaning("fee", who): f"参加費_{who}" for who in "幼児 小学生 中学生 高校生 大人 子ども こども".split()}
SPELLINGS |= {Meaning("start", days): f"運営日({days})-開始" for days in "平日 土曜 日曜 祝日".split()}
SPELLINGS |= {Meaning("end", days): f"運営日({days})-終了" for days in "平日 土曜 日曜 祝日".split()}

# Means a running number only where no column is called a number.
SECOND_CHOICE = {"property": Meaning("source_id"), "行": Meaning("source_id")}

# Fields that one column feeds: a second one of the same meaning is kept as text rather than mixed in.
ONE_COLUMN = {
    "source_id", "municipality_code", "prefecture_code", "prefecture", "municipality", "name", "reading", "alias", "kind",
    "group", "corporate_number", "district", "school_district", "lat", "lng", "frequency", "weekdays", "capacity", "url",
    "food_served", "food_allowed", "transport", "parking",
}  # fmt: skip

HALLS = {"poiコード", "referenceobject", "利用可能曜日", "利用可能日時特記事項", "利用可能時間特記事項", "availabledate"}
EVENTS = {"行事名", "イベント名", "eventname"}


# 「電話番号（代表）」 is a 電話番号; 「名称（英語）」 is no 名称.
BRACKETS = re.compile(r"[(（\[［【][^)）\]］】]*[)）\]］】]")
OTHER_LANGUAGE = re.compile("英|ローマ|中国|韓国")


def plain(heading: str) -> str:
    """The spelling a heading is looked up by."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", heading).casefold()))


MEANINGS = {plain(spelling): meaning for meaning, spellings in SPELLINGS.items() for spelling in spellings.split()}


def recognise(headings: Sequence[str]) -> list[Meaning | None]:
    """The meaning of each heading of a sheet, None for those that nobody has told us."""
    spelled = [plain(heading) for heading in headings]
    meanings = [MEANINGS.get(spelling) for spelling in spelled]
    meanings = [meaning or _without_brackets(heading) for heading, meaning in zip(headings, meanings, strict=True)]
    fields = {meaning.field for meaning in meanings if meaning}
    for index, spelling in enumerate(spelled):
        second = SECOND_CHOICE.get(spelling)
        if second and second.field not in fields:
            meanings[index] = second
    return _each_once(meanings)


def _without_brackets(heading: str) -> Meaning | None:
    return None if OTHER_LANGUAGE.search(heading) else MEANINGS.get(plain(BRACKETS.sub("", heading)))


def _each_once(meanings: list[Meaning | None]) -> list[Meaning | None]:
    seen: set[Meaning] = set()
    once: list[Meaning | None] = []
    for meaning in meanings:
        single = meaning is not None and (meaning.field in ONE_COLUMN or meaning.field in ("start", "end"))
        once.append(None if single and meaning in seen else meaning)
        if meaning:
            seen.add(meaning)
    return once
