from django.urls import URLPattern, path

from directory.rounds import public
from directory.rounds.views import answers, invitations, paper, rounds

app_name = "rounds"

OF_THE_OFFICE = [
    path("workbench/rounds/", rounds.round_list, name="rounds"),
    path("workbench/rounds/new/", rounds.round_new, name="round_new"),
    path("workbench/rounds/<int:fiscal_year>/", rounds.round_progress, name="round"),
    path("workbench/rounds/<int:fiscal_year>/edit/", rounds.round_edit, name="round_edit"),
    path("workbench/rounds/<int:fiscal_year>/close/", rounds.round_close, name="round_close"),
    path("workbench/rounds/<int:fiscal_year>/newcomers/", rounds.round_newcomers, name="round_newcomers"),
    path("workbench/rounds/<int:fiscal_year>/places/", invitations.invitation_list, name="invitations"),
    path("workbench/rounds/<int:fiscal_year>/<slug:district>/letters.pdf", paper.area_letters, name="letters"),
    path("workbench/rounds/<int:fiscal_year>/<slug:district>/reminders.pdf", paper.area_reminders, name="reminders"),
    path("workbench/rounds/<int:fiscal_year>/<slug:district>/remind/", paper.area_remind, name="remind"),
    path("workbench/rounds/<int:fiscal_year>/<slug:district>/mail/", paper.area_mail, name="remind_by_mail"),
    path("workbench/rounds/<int:fiscal_year>/<slug:district>/calls/", paper.area_calls, name="calls"),
    path("workbench/rounds/places/<int:pk>/", invitations.invitation, name="invitation"),
    path("workbench/rounds/places/<int:pk>/letter.pdf", paper.invitation_letter, name="invitation_letter"),
    path("workbench/rounds/places/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("workbench/rounds/places/<int:pk>/renew/", invitations.invitation_renew, name="invitation_renew"),
    path("workbench/rounds/places/<int:pk>/call/", invitations.invitation_call, name="invitation_call"),
]
OF_ANSWERS: list[URLPattern] = [
    path("answer/", public.enter_code, name="enter_code"),
    path("answer/<str:token>/", public.answer, name="answer"),
    path("workbench/answers/", answers.answers, name="answers"),
    path("workbench/answers/accept/", answers.answers_accept, name="answers_accept"),
    path("workbench/answers/type/", answers.answers_find, name="answers_find"),
    path("workbench/answers/type/<int:pk>/", answers.answer_type, name="answer_type"),
    path("workbench/answers/<int:pk>/", answers.told, name="told"),
    path("workbench/answers/<int:pk>/aside/", answers.told_aside, name="told_aside"),
]

urlpatterns = [*OF_THE_OFFICE, *OF_ANSWERS]
