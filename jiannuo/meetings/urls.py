from django.urls import path

from jiannuo.meetings import views

app_name = "meetings"
urlpatterns = [
    path("of/<int:pk>/", views.meeting_list, name="list"),
    path("of/<int:pk>/new/", views.meeting_create, name="create"),
    path("<int:pk>/", views.meeting_page, name="meeting"),
    path("<int:pk>/edit/", views.meeting_edit, name="edit"),
    path("<int:pk>/cancel/", views.meeting_cancel, name="cancel"),
    path("<int:pk>/enrol/", views.meeting_enrol, name="enrol"),
    path("<int:pk>/roll/", views.meeting_roll, name="roll"),
    path("<int:pk>/citizens/", views.meeting_citizens, name="citizens"),
    path("<int:pk>/minutes/", views.meeting_minutes, name="minutes"),
    path("<int:pk>/close/", views.meeting_close, name="close"),
]
