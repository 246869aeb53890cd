from django.urls import path

from jiannuo.publicity.views import check, images, prepare, public, reasons

app_name = "publicity"
public_urls = [
    path("", public.front, name="front"),
    path("o/<str:code>/", public.organisation, name="organisation"),
    path("o/<str:code>/qr.svg", images.organisation_qr, name="organisation_qr"),
    path("p/<slug:code>/", public.pledge, name="pledge"),
    path("p/<slug:code>/qr.svg", images.pledge_qr, name="pledge_qr"),
    path("v/", public.verify, name="verify"),
    path("v/<str:code>/", public.verify, name="verify_code"),
]
check_urls = [
    path("publicity/", check.queue, name="queue"),
    path("publicity/of/<int:pk>/", prepare.propose, name="propose"),
    path("publicity/prepare/<int:pk>/", prepare.prepare_pledge, name="prepare"),
    path("publicity/many/<slug:move>/", check.batch, name="batch"),
    path("publicity/reasons/", reasons.reasons, name="reasons"),
    path("publicity/reasons/<int:pk>/", reasons.reason, name="reason"),
    path("publicity/reasons/<int:pk>/back/", reasons.reason_back, name="reason_back"),
    path("publicity/<int:pk>/", check.publication, name="publication"),
    path("publicity/<int:pk>/<slug:move>/", check.step, name="step"),
]
urlpatterns = [*public_urls, *check_urls]
