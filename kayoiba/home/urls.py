from django.urls import path

from kayoiba.home import public

app_name = "home"
urlpatterns = [
    path("healthz", public.alive, name="alive"),
    path("readyz", public.ready, name="ready"),
]
