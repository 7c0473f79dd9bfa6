import pytest

from directory.places.homes import names_a_home, names_somebodys_home


@pytest.mark.parametrize(
    "text",
    [
        "山本宅",
        "山本花子宅",
        "やまもと宅",
        "三宅宅",
        "会長宅",
        "民生委員宅",
        "主催者宅",
        "個人宅",
        "自宅",
        "山本宅2階",
        "山本宅（酒津）",
        "Ａさん宅",
        "山本さんのお宅",
        "Aさんの家",
        "個人の家",
        "民家",
        "山本様方",
        "山本氏方",
        "田中さん方",
        "山本方",
        "酒津12-3 山本方",
        "林方",
        "山本邸",
        "池上ﾋﾞﾙ1階 もなりざ邸",
    ],
)
def test_somebodys_home_is_noticed(text):
    assert names_a_home(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "お宅",
        "市営住宅鹿島台アパート集会室",
        "住宅展示場サイエンスホール内",
        "新座住宅分譲集会所",
        "旧井上家住宅",
        "三宅公民館",
        "三宅",
        "大宅小学校",
        "東方",
        "東方公民館",
        "深谷市東方",
        "公民館「東方」",
        "西方分館",
        "枚方集会所",
        "直方",
        "夕方",
        "皆様方",
        "旧大原邸",
        "知事公邸",
        "中洲憩いの家(酒津2675-1)",
        "老人いこいの家栗林藤塚荘",
        "そんぽの家 東六郷",
        "みなさんの家",
        "空き家",
        "高松市国分寺町福家",
    ],
)
def test_a_public_venue_is_no_home(text):
    assert not names_a_home(text)


@pytest.mark.parametrize("text", ["個人宅です", "自宅で", "自宅や個人宅", "民家", "個人の家"])
def test_a_home_without_a_name_is_nobodys(text):
    assert not names_somebodys_home(text)
