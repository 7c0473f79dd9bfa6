from django.urls import path

from directory.workbench.closing import views

app_name = "closing"
urlpatterns = [
    path("before/", views.before, name="before"),
    path("<int:fiscal_year>/close/", views.close, name="close"),
    path("<int:closed_year>/reopen/", views.reopen, name="reopen"),
    path("<int:closed_year>/differences/", views.differences, name="differences"),
]
