from django.urls import include, path

urlpatterns = [
    path("accounts/login/demo/", include("kayoiba.demo.urls")),
    path("accounts/", include("kayoiba.accounts.urls")),
    path("", include("kayoiba.home.urls")),
    path("", include("directory.urls")),
]
