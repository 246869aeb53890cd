from django.urls import path

from jiannuo.duties.views import late, leave, overview, reminders

app_name = "duties"
urlpatterns = [
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/read/", reminders.mark_read, name="mark_read"),
    path("reminders/email/", reminders.email, name="email"),
    path("rounds/<int:year>/expect/", reminders.expect_anew, name="expect"),
    path("in/<int:pk>/", overview.overview, name="overview"),
    path("in/<int:pk>/late/", late.late, name="late"),
    path("in/<int:pk>/robot/", reminders.robot, name="robot"),
    path("in/<int:pk>/<str:kind>/<int:period>/", overview.missing, name="missing"),
    path("in/<int:pk>/<str:kind>/<int:period>/export/", overview.export, name="export"),
    path("extend/", leave.extend, name="extend"),
    path("exempt/", leave.exempt, name="exempt"),
    path("<int:pk>/", leave.duty, name="duty"),
    path("<int:pk>/shorten/", leave.shorten, name="shorten"),
    path("<int:pk>/end-exemption/", leave.end, name="end_exemption"),
]
