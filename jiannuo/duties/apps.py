from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "jiannuo.duties"
    label = "duties"
