from django import forms

from directory.pages.models import PublishedPage


class PageForm(forms.ModelForm):
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = PublishedPage
        fields = ["title", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 24})}

    def clean_body(self):
        """Browsers send lines as CR LF."""
        return self.cleaned_data["body"].replace("\r\n", "\n").strip()

    def see(self, page):
        """What was typed stays, and knows now of what is published."""
        self.data = self.data.copy()
        self.data["seen"] = page.updated_at.isoformat()
