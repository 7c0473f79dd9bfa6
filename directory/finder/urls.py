from django.urls import path

from directory.finder import public

app_name = "finder"
urlpatterns = [
    path("", public.home, name="home"),
    path("about/", public.about, name="about"),
    path("places/", public.places, name="places"),
    path("places/<int:number>/", public.place, name="place"),
    path("districts/<slug:slug>/", public.district, name="district"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
]
