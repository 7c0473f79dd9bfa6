import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.pages.markdown import render

OURS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h2", "h3", "h4", "hr", "code", "pre", "blockquote"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td"}


def headings(text):
    return re.findall(r"<(h\d)>", render(text))


def links(text):
    return re.findall(r'href="([^"]*)"', render(text))


def test_what_a_city_writes_is_paragraphs_headings_lists_and_tables():
    page = render("## 見出し\n\n一行め\n二行め\n\n- **太い**\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")

    assert "<h2>見出し</h2>" in page
    assert "<p>一行め<br />\n二行め</p>" in page
    assert "<li><strong>太い</strong></li>" in page
    assert "<th>甲</th>" in page


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<b onclick='x'>", "あ <img src=x onerror=y>", "<!-- -->"]
)
def test_html_comes_out_as_the_letters_that_were_typed(text):
    page = render(text)

    assert set(re.findall(r"<(\w+)", page)) == {"p"}
    assert "&lt;" in page


@pytest.mark.parametrize(
    "address",
    [
        "https://city.example/",
        "http://city.example/a?b#c",
        "mailto:a@b.example",
        "tel:0860000000",
        "/contacts/",
        "#ask",
    ],
)
def test_links_lead_to_the_web_a_mail_a_telephone_or_our_own_pages(address):
    assert links(f"[ここ]({address})") == [address]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "data:image/png;base64,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example",
        "//evil.example",
        "places",
    ],
)
def test_links_lead_nowhere_else(address):
    assert links(f"[ここ]({address}) <{address}>\n\n[ここ][それ]\n\n[それ]: {address}") == []


def test_there_are_no_pictures_from_elsewhere():
    assert "<img" not in render("![絵](https://tracker.example/a.png)")


@pytest.mark.parametrize(
    ("text", "levels"),
    [("# 甲\n\n# 乙", ["h2", "h2"]), ("#### 甲", ["h2"]), ("## 甲\n\n##### 乙\n\n## 丙", ["h2", "h3", "h2"])],
)
def test_headings_begin_below_the_title_and_go_down_step_by_step(text, levels):
    assert headings(text) == levels


@given(st.text(alphabet=st.sampled_from("<>&\"'()[]!#|-*_`:/\\ \n\tajscriptonhref=あ0;"), max_size=80))
def test_whatever_is_typed_nothing_comes_out_but_our_own_tags(text):
    page = render(text)

    assert set(re.findall(r"<(\w+)", page)) <= OURS
    assert set(re.findall(r"<\w+ (\w+)=", page)) <= {"href", "start", "class", "title", "style"}
    assert not re.search(r'href="(?!https?:|mailto:|tel:|[/#?](?!/))', page)
