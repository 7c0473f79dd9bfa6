from django.apps import AppConfig

from kayoiba.wording import say_it_warmly


class KayoibaConfig(AppConfig):
    name = "kayoiba"
    verbose_name = "かよいば"

    def ready(self):
        """Before any form is made: a field takes its sentences when it is."""
        say_it_warmly()
