from django.urls import path

from jiannuo.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.components, name="components"),
    path("print-size/", views.print_size, name="print_size"),
]
