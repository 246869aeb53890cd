from django.urls import path

from jiannuo.meetings import views

app_name = "meetings"
urlpatterns = [
    path("of/<int:pk>/", views.meeting_list, name="list"),
    path("of/<int:pk>/new/", views.meeting_create, name="create"),
    path("<int:pk>/", views.meeting_page, name="meeting"),
    path("<int:pk>/enrol/", views.meeting_enrol, name="enrol"),
    path("<int:pk>/roll/", views.meeting_roll, name="roll"),
    path("<int:pk>/minutes/", views.meeting_minutes, name="minutes"),
    path("<int:pk>/close/", views.meeting_close, name="close"),
]
