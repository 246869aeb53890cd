from django.urls import path

from jiannuo.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("past/", views.past, name="past"),
    path("of/<int:pk>/", views.overview, name="overview"),
]
