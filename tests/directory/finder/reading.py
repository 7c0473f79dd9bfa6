"""What a test reads off a page."""

import re


def text(page):
    """What a reader sees of a page, without its gaps."""
    body = re.sub(r"<script.*?</script>|<!--.*?-->", "", page.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))


def cards(page):
    """What a reader sees of the places that were found."""
    found = re.findall(r'<article class="result".*?</article>', page.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", "", " ".join(found)).split())


def found(page):
    return int(re.search(r'<data id="result-count" value="(\d+)">', page.content.decode())[1])


def numbers(page):
    return [int(number) for number in re.findall(r'<article class="result" data-place="(\d+)">', page.content.decode())]


def chips(page, name):
    """What the choices of this name say, by their values."""
    pattern = (
        rf'<input type="\w+"\s+name="{name}"\s+value="([^"]*)"[^>]*>\s*<span class="(?:chip|tile)-face">(.*?)</label>'
    )
    found = re.findall(pattern, page.content.decode(), flags=re.S)
    return {value: " ".join(re.sub(r"<[^>]+>", " ", face).split()) for value, face in found}
