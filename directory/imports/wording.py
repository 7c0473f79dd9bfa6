"""What the fields that columns feed are called, in the order in which they are offered."""

from collections.abc import Mapping

from directory.imports.fields import label
from directory.imports.headings import Meaning
from directory.imports.undoing import Undone

FIELDS = {
    "name": "名前",
    "reading": "ふりがな",
    "alias": "通称",
    "district": "地区",
    "school_district": "小学校区",
    "address": "住所",
    "venue": "会場",
    "building": "建物名・部屋",
    "lat": "緯度",
    "lng": "経度",
    "schedule": "いつ（日時のことば）",
    "weekdays": "曜日",
    "frequency": "開催頻度",
    "start": "はじまる時刻",
    "end": "終わる時刻",
    "fee": "参加費",
    "phone": "電話（内部）",
    "contact": "代表者・連絡先（内部）",
    "group": "運営団体",
    "corporate_number": "法人番号",
    "kind": "種類",
    "menu": "内容",
    "introduction": "紹介",
    "target": "対象",
    "reach_note": "参加できる範囲",
    "capacity": "定員",
    "signup": "予約",
    "bring": "持ち物",
    "food_served": "飲食が出る",
    "food_allowed": "飲食の持ち込み",
    "transport": "送迎",
    "parking": "駐車場",
    "url": "ホームページ",
    "notes": "備考・メモ",
    "may_list": "掲載可否",
    "source_id": "番号",
    "row_number": "行の番号",
    "municipality": "市区町村",
    "municipality_code": "市区町村コード",
    "prefecture": "都道府県",
    "prefecture_code": "都道府県コード",
}
PARTS = {"time": "時間", "note": "特記", "closed": "休み"}


def say_meaning(meaning: Meaning) -> str:
    """「参加費（大人）」."""
    said = FIELDS.get(meaning.field) or label(meaning.field)
    return f"{said}（{PARTS.get(meaning.part, meaning.part)}）" if meaning.part else said


def say_taken(numbers: Mapping[str, int]) -> str:
    """「新しい 34か所と 変わった 5か所」; nothing where nothing is to be taken in."""
    said = {"created": "新しい", "updated": "変わった"}
    return "と ".join(f"{word} {numbers[outcome]:,}か所" for outcome, word in said.items() if numbers.get(outcome))


def say_undone(undone: Undone) -> str:
    """「登録した 34か所を 取り消しました。」 and so on; what others have written since is named."""
    said = [
        f"登録した {len(undone.removed):,}か所を 取り消しました。" if undone.removed else "",
        f"なおした {len(undone.restored):,}か所を 元に もどしました。" if undone.restored else "",
        f"そのあとに だれかが なおした所は、そのままです：{say_left(undone)}。" if undone.left else "",
    ]
    return "".join(said)


def say_left(undone: Undone) -> str:
    return "、".join(f"「{place}」の{'・'.join(labels)}" for place, labels in undone.left)
