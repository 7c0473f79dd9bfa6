from django import forms

from directory.workbench.queries import towns_of
from kayoiba.tools.fields import NumberField


class HintForm(forms.Form):
    """What has been typed so far of a place; what makes no sense is as if it had not been said."""

    name = forms.CharField(max_length=120, required=False)
    group = forms.CharField(max_length=120, required=False)
    schedule = forms.CharField(max_length=5000, required=False)
    town = forms.ModelChoiceField(queryset=None, required=False)
    besides = NumberField(required=False)

    def __init__(self, *args, user, on):
        super().__init__(*args)
        self.fields["town"].queryset = towns_of(user, on=on)

    def said(self):
        """Every field, with nothing where there was nothing or no sense."""
        self.full_clean()
        return {"name": "", "group": "", "schedule": "", "town": None, "besides": None} | self.cleaned_data
