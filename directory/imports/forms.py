"""What people send and say on the import pages."""

import unicodedata
from pathlib import Path
from uuid import uuid4

from django import forms

from directory.imports.headings import Meaning
from directory.imports.placing import OFFERED
from directory.imports.queries import TAKEN
from directory.imports.wording import FIELDS, say_meaning

LARGEST_FILE = 20 * 1024 * 1024
KINDS = [".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".txt"]
NO_FILE = "一覧のファイルを えらんでください。"
EMPTY_FILE = "ファイルに なにも入っていません。Excelで ひらいて、たしかめてください。"
TOO_LARGE = "ファイルが大きすぎます（{}MB）。20MBまでです。写真を消すか、シートを分けて、送ってください。"
NOT_A_LIST = "「{}」は 表のファイルではありません。Excel（.xlsx か .xls）か CSV（.csv）で保存して、送ってください。"
KEEP_AS_TEXT = ("", "使わない（文字のまま 残す）")
LONG = 40


class ListField(forms.FileField):
    """A table that somebody sends; `no_file` is said where there is none."""

    def __init__(self, *, no_file, **options):
        super().__init__(
            help_text="Excel か CSV。20MBまで",
            widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
            error_messages={"required": no_file, "empty": EMPTY_FILE, "invalid": no_file},
            **options,
        )

    def validate(self, file):
        super().validate(file)
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(TOO_LARGE.format(-(-file.size // 1024**2)))
        if file and Path(file.name).suffix.lower() not in ["", *KINDS]:
            raise forms.ValidationError(NOT_A_LIST.format(file.name))


class UploadForm(forms.Form):
    file = ListField(label="一覧のファイル", no_file=NO_FILE)
    sender = forms.CharField(
        label="だれの一覧ですか",
        help_text="列の読み方を なおすと、同じ人の つぎの一覧で おぼえています。例）児島社協",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "senders", "autocomplete": "off"}),
    )
    as_places = forms.BooleanField(
        label="施設の一覧も、通いの場として 取り込む",
        help_text="ふつうは つけません。施設や会場の一覧は、つけないと 取り込みません。",
        required=False,
    )
    request_id = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def clean_sender(self):
        """One sender is not two for the width of a letter."""
        return unicodedata.normalize("NFKC", self.cleaned_data["sender"])


class ColumnsForm(forms.Form):
    """What each column means. A heading that stands in several sheets is asked about once."""

    def __init__(self, *args, upload, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = list({column["plain"]: column for column in reversed(upload.columns)}.values())[::-1]
        for place, column in enumerate(self.columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=column["heading"],
                choices=_meanings(column),
                initial=column["meaning"],
                required=False,
            )

    def pairs(self):
        """(column, its field)."""
        return [(column, self[f"column_{place}"]) for place, column in enumerate(self.columns)]

    @property
    def read(self):
        """How many are taken for something."""
        return sum(bool(column["meaning"]) for column in self.columns)

    def corrected(self):
        """Plain heading → field, of those that were said to mean something else."""
        return {
            column["plain"]: self.cleaned_data[field.name] for column, field in self.pairs() if field._has_changed()
        }


def _meanings(column):
    offered = [KEEP_AS_TEXT, *FIELDS.items()]
    if " " in column["meaning"]:
        offered.insert(1, (column["meaning"], say_meaning(Meaning(*column["meaning"].split()))))
    return offered


class RowForm(forms.Form):
    """The cells of one row, as the file has them or as somebody corrected them."""

    def __init__(self, *args, row, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        self.headings = list(dict.fromkeys([*headings, *row.cells]))
        for place, heading in enumerate(self.headings):
            said = row.corrections.get(heading, row.cells.get(heading, ""))
            self.fields[f"cell_{place}"] = forms.CharField(
                label=heading, initial=said, required=False, max_length=5000, widget=_box(said)
            )

    def cells(self):
        """(heading, as the file has it, whether it stays text, its field)."""
        kept = self.row.kept if self.row.outcome in TAKEN else {}
        for place, heading in enumerate(self.headings):
            yield heading, self.row.cells.get(heading, ""), heading in kept, self[f"cell_{place}"]

    def corrections(self):
        """Heading → text, where it is not what stands in the file."""
        typed = {
            heading: self.cleaned_data[f"cell_{place}"].replace("\r\n", "\n")
            for place, heading in enumerate(self.headings)
        }
        return {heading: text for heading, text in typed.items() if text != self.row.cells.get(heading, "")}


def _box(text):
    return forms.Textarea(attrs={"rows": 2}) if "\n" in text or len(text) > LONG else forms.TextInput()


class ChoosingForm(forms.Form):
    """The rows of a page, by position: which to take in, and of those that resemble a place whether they are it."""

    shown = forms.CharField(widget=forms.MultipleHiddenInput, required=False)

    def __init__(self, data, *, upload):
        super().__init__(data)
        shown = [int(position) for position in data.getlist("shown") if position.isdecimal()]
        self.rows = list(upload.rows.filter(position__in=shown).order_by("position"))
        for row in self.rows:
            self.fields[f"is_{row.position}"] = forms.ChoiceField(choices=_whose(row), required=False)
            self.fields[f"take_{row.position}"] = forms.BooleanField(required=False)

    def ticked(self):
        """The rows whose tick is another than before: (to be taken in, to be left out)."""
        asked = [row for row in self.rows if row.outcome in TAKEN]
        now = {row: self.cleaned_data[f"take_{row.position}"] for row in asked}
        changed = [row for row in asked if now[row] != row.chosen]
        return [row for row in changed if now[row]], [row for row in changed if not now[row]]

    def said(self):
        """(row, the place it is or None for another one) where somebody has said something else than before."""
        for row in self.rows:
            said = self.cleaned_data[f"is_{row.position}"]
            if said == "another" and not row.is_another:
                yield row, None
            elif said.isdecimal() and int(said) != row.same_as_id:
                yield row, int(said)


def _whose(row):
    places = {row.same_as_id, *row.alike} - {None}
    return [("", "まだ"), ("another", "ちがう場です"), *((str(pk), "同じ場です") for pk in places)]


class CellForm(forms.Form):
    """One cell that could not be read; `edited_at` is the last edit of its place that was looked at."""

    WRITE, DROP = "write", "drop"

    heading = forms.CharField(widget=forms.HiddenInput, strip=False)
    edited_at = forms.DateTimeField(widget=forms.HiddenInput)
    act = forms.ChoiceField(choices=[(WRITE, ""), (DROP, "")], widget=forms.HiddenInput)
    field = forms.ChoiceField(label="うつす先の欄", choices=[("", "うつす先の欄"), *OFFERED], required=False)

    def clean(self):
        data = super().clean()
        if data.get("act") == self.WRITE and "field" in data and not data["field"]:
            self.add_error("field", "うつす先の欄を、えらんでください。")
        return data
