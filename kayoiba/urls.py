from django.urls import include, path

urlpatterns = [
    path("accounts/", include("kayoiba.accounts.urls")),
    path("", include("kayoiba.home.urls")),
    path("", include("directory.urls")),
]
