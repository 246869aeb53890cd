from django.urls import path

from jiannuo.ballots.views import box, voting

app_name = "ballots"
urlpatterns = [
    # Under vote/ everybody is nobody: anonymous.py
    path("vote/", voting.enter, name="enter"),
    path("vote/<slug:code>/", voting.vote, name="vote"),
    path("vote/<slug:code>/cast/", voting.cast, name="cast"),
    path("vote/<slug:code>/form/", voting.form, name="form"),
    path("vote/<slug:code>/receipts/", voting.receipts, name="receipts"),
    path("of/<int:pk>/", box.boxes, name="boxes"),
    path("<uuid:pk>/", box.box, name="box"),
    path("<uuid:pk>/open/", box.issue, name="open"),
    path("<uuid:pk>/close/", box.close, name="close"),
    path("<uuid:pk>/confirm/", box.confirm, name="confirm"),
    path("<uuid:pk>/cancel/", box.cancel, name="cancel"),
    path("<uuid:pk>/digest/", box.digest, name="digest"),
    path("<uuid:pk>/paper/", box.paper, name="paper"),
    path("<uuid:pk>/tally/", box.tally, name="tally"),
]
