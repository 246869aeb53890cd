from django.urls import path

from jiannuo.publicity.views import images, public

app_name = "publicity"
urlpatterns = [
    path("", public.front, name="front"),
    path("o/<str:code>/", public.organisation, name="organisation"),
    path("o/<str:code>/qr.svg", images.organisation_qr, name="organisation_qr"),
    path("p/<slug:code>/", public.pledge, name="pledge"),
    path("p/<slug:code>/qr.svg", images.pledge_qr, name="pledge_qr"),
    path("v/", public.verify, name="verify"),
    path("v/<str:code>/", public.verify, name="verify_code"),
]
