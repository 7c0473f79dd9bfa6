"""Every component of `templates/ui` with the states it can be in. A component that is missing here fails a test."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from directory.places.vocabulary import Activity
from directory.workbench.gallery.forms import SampleForm
from directory.workbench.gallery.tokens import signs

State = tuple[str, dict[str, Any]]
"""What the state is called, and what is passed to the component."""

WHOLE = SampleForm(auto_id="whole_%s")
RIGHT, WRONG = SampleForm(auto_id="right_%s"), SampleForm({"name": "", "days": ["tue"]}, auto_id="wrong_%s")
PLACE = {
    "number": 7,
    "name": "呉妹おしゃべり広場",
    "reading": "くれせおしゃべりひろば",
    "href": "#result",
    "next": "次は あした 11月24日(火) 午前10時から",
    "tone": "next",
    "where": "真備・呉妹小学校区　呉妹分館",
    "says": ["毎月 第2・第4火曜日 午前10時〜11時30分"],
    "words": ["100円", "予約いらない", "駐車場", "車いす"],
    "phone": "086-000-0000",
    "phone_who": "",
    "checked": "9月3日に訪問して確認",
    "activity": "tea",
}


@dataclass(frozen=True)
class Component:
    """`where` tells where to look at one that belongs to a frame; `in_facts`: it stands in a <dl class="facts">."""

    name: str
    states: Sequence[State] = ()
    where: str = ""
    in_facts: bool = False


def field(label: str, name: str, form: SampleForm = RIGHT, **passed: Any) -> State:
    return label, {"field": form[name], **passed}


def pages(label: str, number: int) -> State:
    page = Paginator(range(58), 20).page(number)
    return label, {"page": page, "query": "", "list": f"見本{number}"}


COMPONENTS = (
    Component("wordmark", where="この画面の左上。住民の画面では市の名前もつきます。"),
    Component("menu_links", [("住民の画面の上", {})]),
    Component("rail", where="この画面の左（スマートフォンでは下）。役割に許されたものだけが並びます。"),
    Component("sample", where="見本データの市では、どの画面でも上に出ます。"),
    Component("printed", where="住民の画面を印刷すると、おわりに出ます。"),
    Component(
        "crumbs", [("場所のページの上", {"trail": [("さがす", "#crumbs"), ("真備", "#crumbs")], "here": PLACE["name"]})]
    ),
    Component(
        "notice",
        [
            (
                "success",
                {"text": "「畑の会」を登録しました。", "tone": "success", "href": "#notice", "link": "掲載する"},
            ),
            ("info", {"text": "掲載には、運営する人の答えがいります。", "tone": "info"}),
            ("warning", {"text": "会場がかわりました。もう一度聞いてください。", "tone": "warning"}),
            ("error", {"text": "保存できませんでした。", "tone": "error"}),
        ],
    ),
    Component(
        "empty",
        [
            (
                "つぎの一歩つき",
                {
                    "title": "真備の火曜には見つかりません",
                    "text": "曜日をはずすと 12か所あります。",
                    "href": "#empty",
                    "link": "火曜をはずす",
                },
            )
        ],
    ),
    Component(
        "status",
        [
            (tone, {"tone": tone, "word": word})
            for tone, word in (
                ("open", "きょう ひらいている"),
                ("next", "あした"),
                ("known", "掲載中"),
                ("rest", "休止中"),
            )
        ],
    ),
    Component(
        "result",
        [
            ("次の日どり", {"place": PLACE}),
            ("きょう", {"place": PLACE | {"number": 8, "next": "きょう 午後1時30分から", "tone": "today"}}),
            (
                "休み・確認が古い",
                {
                    "place": PLACE
                    | {
                        "number": 9,
                        "next": "お休み中（3月まで）",
                        "tone": "rest",
                        "rest": "4月1日から 災害・大雨のため お休みしています。",
                        "is_stale": True,
                    }
                },
            ),
            ("わずかしか わからない", {"place": {"number": 10, "name": "友達の家の井戸端会議", "href": "#result"}}),
            ("短く", {"place": PLACE | {"number": 11}, "brief": True}),
        ],
    ),
    Component(
        "phone",
        [
            ("ふつう", {"number": "086-000-0000"}),
            (
                "大きく、だれが出るか",
                {
                    "number": "086-000-0000",
                    "who": "代表の中島さん",
                    "hours": "平日 午前9時〜午後5時",
                    "large": True,
                },
            ),
            ("1つの番号でない", {"number": "公民館の窓口へ"}),
        ],
    ),
    Component(
        "fact",
        [
            ("わかる", {"label": "費用", "value": "100円", "sign": "money"}),
            ("わからない", {"label": "車いす", "value": "", "sign": "wheelchair", "known": False}),
        ],
        in_facts=True,
    ),
    Component("drawing", [(label, {"activity": value}) for value, label in Activity.choices]),
    Component("sign", [(name, {"sign": name}) for name in signs()]),
    Component(
        "chip",
        [
            ("えらんでいない", {"type": "checkbox", "name": "chip", "value": "a", "label": "真備", "count": 46}),
            (
                "えらんだ",
                {"type": "checkbox", "name": "chip", "value": "b", "label": "倉敷", "count": 231, "checked": True},
            ),
            ("なにもない", {"type": "checkbox", "name": "chip", "value": "c", "label": "船穂", "count": 0}),
        ],
    ),
    Component(
        "tile",
        [
            ("えらんでいない", {"name": "tile", "value": "tea", "activity": "tea", "label": "お茶"}),
            ("えらんだ", {"name": "tile", "value": "song", "activity": "song", "label": "歌", "checked": True}),
        ],
    ),
    Component(
        "field",
        [
            field("ひとこと", "name", required=True),
            field("なおすところがある", "name", WRONG, required=True),
            field("ながい文", "note"),
            field("一つえらぶ", "kind"),
            field("いくつもえらぶ", "days", week=True),
            field("はい・いいえ", "agreed"),
        ],
    ),
    Component("field_errors", [field("欄のなかに出ます", "name", SampleForm({}, auto_id="alone_%s"))]),
    Component("errors", [("用紙の上に出ます", {"form": WRONG})]),
    Component("form", [("用紙のすべて", {"form": WHOLE, "word": "登録する", "back": "#form"})]),
    Component("savebar", [("用紙のおわりに出ます", {"word": "登録する", "back": "#savebar", "saved": "下書き 10:42"})]),
    Component("pages", [pages("はじめ", 1), pages("なか", 2), pages("おわり", 3)]),
)
