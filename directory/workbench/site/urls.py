from django.urls import path

from directory.workbench.site import views

site_urls = [
    path("site/", views.site, name="site"),
    path("site/contacts/<slug:slug>/", views.contact_edit, name="site_contact"),
    path("site/words/", views.words, name="site_words"),
    path("site/words/<int:synonym>/drop/", views.word_drop, name="site_word_drop"),
]
