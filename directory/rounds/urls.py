from django.urls import URLPattern

app_name = "rounds"

OF_THE_OFFICE: list[URLPattern] = []
OF_ANSWERS: list[URLPattern] = []

urlpatterns = [*OF_THE_OFFICE, *OF_ANSWERS]
