from django.urls import path

from directory.workbench.report import views

report_urls = [
    path("report/", views.report, name="report"),
    path("report/report.xlsx", views.report_xlsx, name="report_xlsx"),
]
