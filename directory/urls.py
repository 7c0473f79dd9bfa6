from django.urls import include, path

urlpatterns = [
    path("workbench/counts/", include("directory.workbench.closing.urls")),
    path("workbench/counts/", include("directory.counts.urls")),
    path("workbench/", include("directory.workbench.urls")),
    path("", include("directory.visits.urls")),
    path("", include("directory.imports.urls")),
    path("", include("directory.proposals.urls")),
    path("", include("directory.rounds.urls")),
    path("", include("directory.pages.urls")),
    path("open-data/", include("directory.opendata.urls")),
    path("", include("directory.finder.urls")),
]
