from django.urls import include, path

urlpatterns = [
    path("workbench/", include("directory.workbench.urls")),
]
