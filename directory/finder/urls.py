from django.urls import path

from directory.finder.public import calendars, counts, district, home, machines, photo, place, places

app_name = "finder"
urlpatterns = [
    path("", home.home, name="home"),
    path("contacts/", district.contacts, name="contacts"),
    path("places/", places.places, name="places"),
    path("places/counts/", counts.counts, name="counts"),
    path("places/calendar.ics", calendars.calendar_feed, name="calendar_feed"),
    path("places/<int:number>/", place.place, name="place"),
    path("places/<int:number>/calendar.ics", calendars.place_calendar, name="place_calendar"),
    path("places/<int:number>/flyer.pdf", place.flyer, name="flyer"),
    path("photos/<str:photo_name>-<int:size>.jpg", photo.photo, name="photo"),
    path("districts/<slug:slug>/", district.district, name="district"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
