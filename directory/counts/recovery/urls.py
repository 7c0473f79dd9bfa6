from django.urls import path

from directory.counts.recovery import views

urlpatterns = [
    path("", views.recoveries, name="recoveries"),
    path("<int:pk>/", views.recovery, name="recovery"),
]
