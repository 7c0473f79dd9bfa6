"""The Nu HTML checker over every open page: full, empty, and with errors. It exits with what it finds."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from directory.places.models import Listing
from tests.browser import FOLDER, npm_install

CHECKER = "vnu-jar@26.9.27"
PAGES = FOLDER.parent / "audit"
EMPTY = "/places/?q=ありません&district=mabi&day=tue&with=wheelchair"
OPEN = [
    "/",
    "/places/",
    "/places/?district=mabi&day=tue&day=thu&time=am&activity=tea&with=parking",
    "/places/?near=34.585,133.772",
    "/places/?view=calendar",
    "/places/?view=map",
    "/places/?date=week&order=name&page=2",
    EMPTY,
    f"{EMPTY}&view=calendar",
    f"{EMPTY}&view=map",
    "/places/?q=%00%22%3E&date=x&near=y&district=z",
    "/districts/mabi/",
    "/contacts/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/propose/",
    "/accounts/login/",
    "/accounts/reset/",
]

NOT_THERE = ["/places/999999/", "/nowhere/"]


def audit() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if not Listing.objects.exists():
        call_command("load_reference", verbosity=0)
        call_command("build_demo", verbosity=0)
    pages = _write_pages()
    jar = npm_install(CHECKER) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    found = subprocess.run(["java", "-jar", jar, "--errors-only", "--also-check-svg", *pages])
    if found.returncode:
        sys.exit("HTML の検査で見つかったことを、上の一覧のとおり なおしてください。")
    print(f"HTML の検査: {len(pages)}ページに まちがいはありません。")


def _write_pages() -> list[Path]:
    """Each page as a file, with the address it came from in the first comment."""
    PAGES.mkdir(parents=True, exist_ok=True)
    for old in PAGES.glob("*.html"):
        old.unlink()
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    answers = [(address, client.get(address)) for address in [*OPEN, *_places(), *NOT_THERE]]
    if lost := [address for address, answer in answers if answer.status_code != 200 and address not in NOT_THERE]:
        sys.exit(f"ひらけないページがあります: {' '.join(lost)}")
    answers += [(f"{address} (POST)", client.post(address, follow=True)) for address in _forms()]
    files = []
    for number, (address, answer) in enumerate(answers):
        file = PAGES / f"{number:02}.html"
        file.write_bytes(answer.content.replace(b"<html", f"<!-- {address} -->\n<html".encode(), 1))
        files.append(file)
    return files


def _places() -> list[str]:
    """Places that differ: with everything, paused, without days, at every precision."""
    listings = Listing.objects.order_by("number")
    kinds = [listings.filter(precision=precision) for precision in ("", "school", "town", "address")]
    kinds += [listings.exclude(pauses=[]), listings.filter(rules=[]), listings.exclude(days=[])]
    return [f"/places/{some[0].number}/" for some in kinds if some.exists()]


def _forms() -> list[str]:
    """Sent with nothing filled in: the page comes back with what is wrong."""
    number = Listing.objects.order_by("number").values_list("number", flat=True)[0]
    return ["/propose/", f"/places/{number}/correct/", "/accounts/login/"]
