from django.urls import path

from directory.workbench.handover import views

handover_urls = [
    path("people/<int:pk>/handover/", views.person_handover, name="person_handover"),
    path("handovers/<int:pk>/", views.handover, name="handover"),
    path("handovers/<int:pk>/call-off/", views.call_off, name="handover_call_off"),
]
