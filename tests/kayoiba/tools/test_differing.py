from hypothesis import given
from hypothesis import strategies as st

from kayoiba.tools.differing import LONG, pieces

BEFORE = "お茶を飲みながら、季節の歌をうたいます。はじめての人も、気軽にどうぞ。手ぶらでかまいません。"
texts = st.text(st.sampled_from("お茶を飲む歌。カフェ 10\n"), max_size=60)


def test_in_a_long_text_what_went_and_what_came_stand_where_they_were():
    found = pieces(BEFORE, BEFORE.replace("季節", "昔"))

    assert found == [
        ("same", "お茶を飲みながら、"),
        ("gone", "季節"),
        ("new", "昔"),
        ("same", "の歌をうたいます。はじめての人も、気軽にどうぞ。手ぶらでかまいません。"),
    ]


def test_short_texts_and_those_with_little_in_common_are_better_read_whole():
    assert pieces("100円", "200円") == []
    assert pieces(BEFORE, "") == []
    assert pieces(BEFORE, "まったくちがう文章を、はじめから書きなおしたときには、ならべて読むほうがわかります。") == []


@given(texts, texts)
def test_the_pieces_are_both_texts_and_no_more(old, new):
    found = pieces(old, new)

    if found:
        assert "".join(text for kind, text in found if kind != "new") == old
        assert "".join(text for kind, text in found if kind != "gone") == new
        assert max(len(old), len(new)) >= LONG
