from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kayoiba.accounts"
    label = "accounts"
    verbose_name = "職員"
