from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "jiannuo.meetings"
    label = "meetings"
