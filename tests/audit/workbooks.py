"""Every workbook of the sample city, opened by LibreOffice and printed as PDF: how many pages each sheet takes."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kayoiba.accounts.models import User
from kayoiba.tools.fiscal import fiscal_year
from tests.browser import FOLDER

BOOKS = FOLDER.parent / "audit" / "workbooks"
FOOTER = re.compile(r"^\s*(?P<sheet>\S.*?)\s{2,}\d+\s*/\s*\d+\s*$", re.M)
LONGEST = 600  # seconds for one workbook


def audit() -> None:
    missing = [program for program in ("soffice", "pdftotext") if not shutil.which(program)]
    if missing:
        sys.exit(f"表の検査に {'・'.join(missing)} が要ります（apt-get install libreoffice-calc poppler-utils）。")
    for book in _write_books():
        pages = _pages(_printed(book))
        print(f"表の検査: {book.name} は、{sum(pages.values())}ページです。")
        for sheet, number in pages.items():
            print(f"    {sheet}: {number}ページ")


def _write_books() -> list[Path]:
    shutil.rmtree(BOOKS, ignore_errors=True)
    BOOKS.mkdir(parents=True)
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(User.objects.at_work().filter(role="lead").order_by("pk")[0])
    last = fiscal_year(timezone.localdate()) - 1
    addresses = {
        "年度の数": reverse("counts:year_xlsx", args=[last]),
        "国の調査": reverse("counts:survey_xlsx", args=[last]),
        "オープンデータ": reverse("opendata:file", args=["places.xlsx"]),
        "台帳": reverse("imports:export"),
        "月の報告": reverse("workbench:report_xlsx"),
    }
    return [_write_book(client, name, address) for name, address in addresses.items()]


def _write_book(client: Client, name: str, address: str) -> Path:
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} が {answer.status_code} を返しました。表になりません。")
    book = BOOKS / f"{name}.xlsx"
    book.write_bytes(b"".join(answer) if answer.streaming else answer.content)
    return book


def _printed(book: Path) -> Path:
    """LibreOffice says little of what it cannot open, and exits as if it had: then there is no PDF."""
    profile = f"-env:UserInstallation={(BOOKS / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", BOOKS, book]
    told = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
    printed = book.with_suffix(".pdf")
    if not printed.exists():
        sys.exit(f"LibreOffice で {book.name} をひらけませんでした。\n{told.stdout}{told.stderr}")
    return printed


def _pages(printed: Path) -> Counter[str]:
    """By the name of its sheet, which stands at the foot of every page."""
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    feet = [FOOTER.findall(page) for page in text.split("\f")[:-1]]
    return Counter(found[-1] if found else "名前のないシート" for found in feet)
