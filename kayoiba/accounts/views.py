"""Django's own sign-in views with our words. The doors table names the ones that are open."""

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator

from kayoiba.accounts.forms import ForgottenPasswordForm, NewPasswordForm, PasswordChangeForm, SignInForm


class SignIn(auth_views.LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"at": timezone.now()}


@method_decorator(login_not_required, name="dispatch")
class SignOut(auth_views.LogoutView):
    """Open, so that signing out works after the session has ended by itself."""


class PasswordChange(auth_views.PasswordChangeView):
    template_name = "accounts/password_change.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("accounts:password_change_done")


class PasswordChangeDone(auth_views.PasswordChangeDoneView):
    template_name = "accounts/password_change_done.html"


class PasswordReset(auth_views.PasswordResetView):
    template_name = "accounts/password_reset.html"
    form_class = ForgottenPasswordForm
    email_template_name = "accounts/mail/password_reset.txt"
    subject_template_name = "accounts/mail/password_reset_subject.txt"
    success_url = reverse_lazy("accounts:password_reset_done")


class PasswordResetDone(auth_views.PasswordResetDoneView):
    template_name = "accounts/password_reset_done.html"


@method_decorator(login_not_required, name="dispatch")
class PasswordResetConfirm(auth_views.PasswordResetConfirmView):
    template_name = "accounts/password_set.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:password_reset_complete")

    def dispatch(self, *args, **kwargs):
        """An address that carries the secret tells nobody where the visitor came from.

        The form behind it has an address without the secret, and needs its own origin for the check against forgery.
        """
        response = super().dispatch(*args, **kwargs)
        if kwargs["token"] != self.reset_url_token:
            response["Referrer-Policy"] = "no-referrer"
        return response


class PasswordResetComplete(auth_views.PasswordResetCompleteView):
    template_name = "accounts/password_set_done.html"
