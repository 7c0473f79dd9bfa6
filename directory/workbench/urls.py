from django.urls import path

from directory.workbench.drafts.views import draft
from directory.workbench.handover.urls import handover_urls
from directory.workbench.history.urls import history_urls
from directory.workbench.people.urls import people_urls
from directory.workbench.report.urls import report_urls
from directory.workbench.site.urls import site_urls
from directory.workbench.views import (
    board,
    check,
    dates,
    days,
    edit,
    gallery,
    hints,
    photos,
    places,
    publish,
    register,
    suspensions,
)

app_name = "workbench"

place_urls = [
    path("places/", places.place_list, name="places"),
    path("places/new/", register.place_new, name="place_new"),
    path("places/hints/", hints.place_hints, name="place_hints"),
    path("places/publish/", publish.publish_many, name="places_publish"),
    path("places/check/", check.check_many, name="places_check"),
    path("places/<int:pk>/", places.place_detail, name="place"),
    path("places/<int:pk>/edit/", edit.place_edit, name="place_edit"),
    path("places/<int:pk>/publish/", publish.place_publish, name="place_publish"),
    path("places/<int:pk>/withdraw/", publish.place_withdraw, name="place_withdraw"),
    path("places/<int:pk>/check/", dates.place_check, name="place_check"),
    path("places/<int:pk>/pause/", dates.place_pause, name="place_pause"),
    path("places/<int:pk>/resume/", dates.place_resume, name="place_resume"),
    path("places/<int:pk>/days/new/", days.place_day, name="place_day"),
    path("places/<int:pk>/days/drop/", days.place_day_drop, name="place_day_drop"),
    path("places/<int:pk>/end/", dates.place_end, name="place_end"),
    path("places/<int:pk>/come-back/", dates.place_come_back, name="place_come_back"),
    path("places/<int:pk>/move/", dates.place_move, name="place_move"),
    path("places/<int:pk>/grant/", dates.place_grant, name="place_grant"),
]

photo_urls = [
    path("places/<int:pk>/photos/", photos.photos, name="photos"),
    path("places/<int:pk>/photos/describe/", photos.photos_describe, name="photos_describe"),
    path("photos/<uuid:photo_key>/drop/", photos.photo_drop, name="photo_drop"),
    path("photos/<uuid:photo_key>/<int:size>.jpg", photos.photo, name="photo"),
]

suspension_urls = [
    path("suspensions/", suspensions.suspension_list, name="suspensions"),
    path("suspensions/new/", suspensions.suspension_new, name="suspension_new"),
    path("suspensions/<int:pk>/resume/", suspensions.suspension_resume, name="suspension_resume"),
]

urlpatterns = [
    path("", board.board, name="board"),
    path("drafts/<slug:form>/", draft, name="draft"),
    path("components/", gallery.components, name="components"),
    *place_urls,
    *photo_urls,
    *suspension_urls,
    *history_urls,
    *people_urls,
    *handover_urls,
    *report_urls,
    *site_urls,
]
