from django.urls import path

from directory.workbench.history import removing, views

history_urls = [
    path("places/<int:pk>/history/", views.place_history, name="place_history"),
    path("places/<int:pk>/restore/<int:version>/", views.place_restore, name="place_restore"),
    path("places/<int:pk>/remove/", removing.place_remove, name="place_remove"),
    path("removed/", removing.removed, name="removed"),
    path("removed/<int:pk>/bring-back/", removing.removed_bring_back, name="removed_bring_back"),
]
