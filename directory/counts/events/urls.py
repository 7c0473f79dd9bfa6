from django.urls import path

from directory.counts.events import views

urlpatterns = [
    path("", views.events, name="events"),
    path("<int:pk>/drop/", views.event_drop, name="event_drop"),
]
