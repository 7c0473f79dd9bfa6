from django.urls import path

from directory.counts.gaps import views

urlpatterns = [path("", views.gaps, name="gaps")]
