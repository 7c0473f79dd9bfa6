from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kayoiba.accounts"
    label = "accounts"
    verbose_name = "職員"

    def ready(self):
        from kayoiba.accounts import checks  # noqa: F401 (models are loaded by now; importing registers the check)
