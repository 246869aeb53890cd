from django.urls import path

from jiannuo.publicity import views

app_name = "publicity"
urlpatterns = [path("", views.front, name="front")]
