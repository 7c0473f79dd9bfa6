from django.urls import path, register_converter
from django.urls.converters import StringConverter

from directory.finder.public import calendars, counts, district, home, machines, photo, place, places


class PhotoKey(StringConverter):
    """Whatever else stands there never reaches the database."""

    regex = r"[\w-]{43}"


register_converter(PhotoKey, "photo_key")

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
    path("photos/<photo_key:photo_name>-<int:size>.jpg", photo.photo, name="photo"),
    path("districts/<slug:slug>/", district.district, name="district"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
