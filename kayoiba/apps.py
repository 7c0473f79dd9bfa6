from django.apps import AppConfig


class KayoibaConfig(AppConfig):
    name = "kayoiba"
    verbose_name = "かよいば"
