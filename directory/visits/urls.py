from django.urls import path

from directory.visits.views import treasures, visit, visits

app_name = "visits"

urlpatterns = [
    path("workbench/visits/", visits.visits, name="visits"),
    path("workbench/places/<int:place>/visit/", visit.visit, name="visit"),
    path("workbench/places/<int:place>/visit/plan/", visit.visit_plan, name="visit_plan"),
    path("workbench/places/<int:place>/visit/drop/", visit.visit_drop, name="visit_drop"),
    path("workbench/treasures/", treasures.treasures, name="treasures"),
    path("workbench/treasures/<int:pk>/edit/", treasures.treasure_edit, name="treasure_edit"),
    path("workbench/treasures/<int:pk>/delete/", treasures.treasure_delete, name="treasure_delete"),
]
