from django.urls import path

from directory.counts.survey import views

urlpatterns = [
    path("<int:fiscal_year>/survey/", views.survey, name="survey"),
    path("<int:fiscal_year>/survey.csv", views.survey_csv, name="survey_csv"),
    path("<int:fiscal_year>/survey.xlsx", views.survey_xlsx, name="survey_xlsx"),
    path("<int:fiscal_year>/survey/judge/", views.survey_judge, name="survey_judge"),
]
