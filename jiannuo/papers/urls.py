from django.urls import path

from jiannuo.papers import views

app_name = "papers"
urlpatterns = [
    path("pledges/<int:pk>.pdf", views.pledge_pdf, name="pledge_pdf"),
    path("pledges/<int:pk>.docx", views.pledge_docx, name="pledge_docx"),
    path("meetings/<int:pk>.docx", views.minutes_docx, name="minutes_docx"),
    path("organisations/<int:pk>/print/", views.batch_create, name="batch_create"),
    path("batches/<int:pk>/", views.batch_detail, name="batch_detail"),
    path("batches/<int:pk>/file/", views.batch_file, name="batch_file"),
]
