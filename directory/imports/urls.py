from django.urls import path

from directory.imports.views import export, preview, undo, unread, uploads

app_name = "imports"
urlpatterns = [
    path("workbench/places/places.xlsx", export.export, name="export"),
    path("workbench/places/<int:pk>/unread/", unread.place_unread, name="place_unread"),
    path("workbench/imports/", uploads.uploads, name="uploads"),
    path("workbench/imports/new/", uploads.upload_new, name="upload_new"),
    path("workbench/imports/<int:pk>/", uploads.upload, name="upload"),
    path("workbench/imports/<int:pk>/progress/", uploads.upload_progress, name="upload_progress"),
    path("workbench/imports/<int:pk>/again/", uploads.upload_again, name="upload_again"),
    path("workbench/imports/<int:pk>/columns/", preview.upload_columns, name="upload_columns"),
    path("workbench/imports/<int:pk>/rows/", preview.upload_choose, name="upload_choose"),
    path("workbench/imports/<int:pk>/rows/<int:position>/", preview.upload_row, name="upload_row"),
    path("workbench/imports/<int:pk>/drop/", uploads.upload_drop, name="upload_drop"),
    path("workbench/imports/<int:pk>/undo/", undo.upload_undo, name="upload_undo"),
]
