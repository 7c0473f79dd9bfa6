from django.urls import path

from directory.proposals import public, views

app_name = "proposals"
urlpatterns = [
    path("propose/", public.propose, name="propose"),
    path("propose/thanks/", public.thanks, name="thanks"),
    path("places/<int:number>/correct/", public.correct, name="correct"),
    path("places/<int:number>/correct/thanks/", public.correct_thanks, name="correct_thanks"),
    path("workbench/proposals/", views.queue, name="queue"),
    path("workbench/proposals/<int:pk>/", views.proposal, name="proposal"),
    path("workbench/proposals/<int:pk>/accept/", views.accept, name="proposal_accept"),
    path("workbench/proposals/<int:pk>/answer/", views.answer, name="proposal_answer"),
    path("workbench/proposals/<int:pk>/aside/", views.aside, name="proposal_aside"),
    path("workbench/proposals/<int:pk>/replied/", views.replied, name="proposal_replied"),
]
