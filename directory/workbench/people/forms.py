from typing import Any

from django import forms

from directory.areas.models import District
from kayoiba.accounts.forms import PersonForm, UsernameForm
from kayoiba.accounts.models import User
from kayoiba.accounts.roles import ROLES


class ChangeForm(PersonForm):
    districts = forms.ModelMultipleChoiceField(
        District.objects.order_by("position"),
        label="受けもつ地区",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="閲覧とコーディネーターは、ここで選んだ地区と「地区未設定」の場を見ます。",
    )

    def clean(self):
        cleaned = super().clean()
        role = ROLES.get(cleaned.get("role"))
        if role and not role.everywhere and not cleaned.get("districts"):
            self.add_error("districts", f"{role.name}には、受けもつ地区を1つは選んでください。")
        return cleaned


class InviteForm(UsernameForm, ChangeForm):
    field_order = ["name", "username", "role", "districts", "affiliation", "email"]


def known_of(person: User) -> dict[str, Any]:
    """What the form shows first, for one of `people_for`."""
    known = {field: getattr(person, field) for field in ("name", "role", "affiliation", "email")}
    return known | {"districts": [assignment.district for assignment in person.open_assignments]}
