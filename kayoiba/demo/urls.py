from django.urls import path

from kayoiba.demo import public

app_name = "demo"
urlpatterns = [path("<slug:username>/", public.sign_in, name="sign_in")]
