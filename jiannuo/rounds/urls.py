from django.urls import path

from jiannuo.rounds.views import calendar, guidance

app_name = "rounds"
urlpatterns = [
    path("", calendar.index, name="index"),
    path("<int:year>/", calendar.round_page, name="round"),
    path("<int:year>/edit/", calendar.edit, name="edit"),
    path("guidance/", guidance.guidance, name="guidance"),
    path("guidance/for/<int:pk>/", guidance.applies, name="applies"),
    path("guidance/<int:pk>/<str:org_class>/<str:subject>/", guidance.edit, name="guidance_edit"),
    path("guidance/<int:pk>/<str:org_class>/<str:subject>/withdraw/", guidance.withdraw, name="guidance_withdraw"),
]
