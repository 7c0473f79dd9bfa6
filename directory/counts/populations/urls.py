from django.urls import path

from directory.counts.populations import views

urlpatterns = [
    path("", views.populations, name="populations"),
    path("edit/", views.population_edit, name="population_edit"),
    path("upload/", views.population_upload, name="population_upload"),
    path("blank.xlsx", views.population_blank, name="population_blank"),
    path("<str:date>/", views.population, name="population"),
]
