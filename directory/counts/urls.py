from django.urls import include, path

from directory.counts import views

app_name = "counts"
urlpatterns = [
    path("", views.index, name="index"),
    path("counts.csv", views.index_csv, name="index_csv"),
    path("<int:fiscal_year>/", views.year, name="year"),
    path("<int:fiscal_year>/counts.csv", views.year_csv, name="year_csv"),
    path("<int:fiscal_year>/counts.xlsx", views.year_xlsx, name="year_xlsx"),
    path("<int:fiscal_year>/by/<str:breakdown>/", views.by, name="by"),
    path("", include("directory.counts.survey.urls")),
    path("events/", include("directory.counts.events.urls")),
    path("gaps/", include("directory.counts.gaps.urls")),
    path("recovery/", include("directory.counts.recovery.urls")),
    path("populations/", include("directory.counts.populations.urls")),
    path("<int:fiscal_year>/<str:key>/", views.names, name="names"),
]
