from django import forms
from django.contrib.auth import forms as auth_forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.html import format_html

from kayoiba.accounts import actions, queries
from kayoiba.accounts.models import User
from kayoiba.accounts.roles import ROLES, Coordinator, roles_given_by


class SignInForm(auth_forms.AuthenticationForm):
    """Django's own, with a pause after too many wrong passwords."""

    error_messages = {
        "invalid_login": "ユーザー名かパスワードがちがいます。大文字と小文字は区別されます。",
        "inactive": "このユーザー名は いま使えません。",
        "wait": "まちがいが続いたので、10分ほど待ってから もう一度お試しください。",
    }

    def __init__(self, request=None, *args, at=None, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.at = at

    def clean(self):
        attempt = {
            "username": self.cleaned_data.get("username", ""),
            "address": self.request.META["REMOTE_ADDR"] or None,
        }
        if queries.must_wait(**attempt, at=self.at):
            raise ValidationError(self.error_messages["wait"], code="wait")
        try:
            cleaned = super().clean()
        except ValidationError:
            actions.record_failure(**attempt, at=self.at)
            raise
        actions.forget_failures(**attempt)
        return cleaned


class NewPasswordForm(auth_forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "新しいパスワード"
        self.fields[
            "new_password1"
        ].help_text = "10文字以上。よく使われることばや、数字だけ、ユーザー名に似たものは使えません。"
        self.fields["new_password2"].label = "新しいパスワード（もう一度）"
        self.fields["new_password2"].help_text = ""


class PasswordChangeForm(NewPasswordForm, auth_forms.PasswordChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "いまのパスワード"


class ForgottenPasswordForm(auth_forms.PasswordResetForm):
    email = forms.EmailField(
        label="メールアドレス", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class PersonForm(forms.Form):
    """A member of staff as whoever manages people writes them down. `by` limits the roles that can be given."""

    name = forms.CharField(label="氏名", max_length=60, error_messages={"required": "氏名を書いてください。"})
    role = forms.ChoiceField(label="役割", widget=forms.RadioSelect, initial=Coordinator.code)
    affiliation = forms.CharField(
        label="所属",
        max_length=60,
        required=False,
        help_text="例：社会福祉協議会、○○地域包括支援センター",
    )
    email = forms.EmailField(
        label="メールアドレス",
        required=False,
        help_text="あれば、招待のリンクをメールでも送ります。パスワードを忘れたときにも使います。",
    )

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(code, _role_in_words(code)) for code in roles_given_by(by.role)]


class UsernameForm(forms.Form):
    username = forms.CharField(
        label="ユーザー名",
        max_length=150,
        error_messages={"required": "ユーザー名を決めてください。"},
        help_text="サインインに使います。半角の英小文字・数字と . _ -（例：tanaka）",
        validators=[
            RegexValidator(
                r"\A[a-z0-9][a-z0-9._-]*\Z",
                "半角の英小文字と数字、「.」「_」「-」で書いてください。",
            )
        ],
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )


def _role_in_words(code: str) -> str:
    return format_html("<strong>{}</strong> {}", ROLES[code].name, ROLES[code].does)
