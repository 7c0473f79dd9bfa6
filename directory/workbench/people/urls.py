from django.urls import path

from directory.workbench.people import views

people_urls = [
    path("people/", views.person_list, name="people"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/edit/", views.person_edit, name="person_edit"),
    path("people/<int:pk>/link/", views.person_link, name="person_link"),
    path("people/<int:pk>/leave/", views.person_leave, name="person_leave"),
    path("people/<int:pk>/come-back/", views.person_come_back, name="person_come_back"),
]
