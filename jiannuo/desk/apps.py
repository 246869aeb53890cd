from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "jiannuo.desk"
    label = "desk"
