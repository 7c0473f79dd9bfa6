"""What a test reads off a page."""

import re


def text(page):
    """What a reader sees of a page, without its gaps."""
    body = re.sub(r"<script.*?</script>|<!--.*?-->", "", page.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))


def found(page):
    return int(re.search(r'<data id="result-count" value="(\d+)">', page.content.decode())[1])


def numbers(page):
    return [int(number) for number in re.findall(r'<article class="result" data-place="(\d+)">', page.content.decode())]
