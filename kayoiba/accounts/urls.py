from django.urls import path

from kayoiba.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", views.SignOut.as_view(), name="logout"),
    path("password/", views.PasswordChange.as_view(), name="password_change"),
    path("password/done/", views.PasswordChangeDone.as_view(), name="password_change_done"),
    path("reset/", views.PasswordReset.as_view(), name="password_reset"),
    path("reset/sent/", views.PasswordResetDone.as_view(), name="password_reset_done"),
    path("reset/done/", views.PasswordResetComplete.as_view(), name="password_reset_complete"),
    path("reset/<uidb64>/<token>/", views.PasswordResetConfirm.as_view(), name="password_reset_confirm"),
]
