from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "jiannuo.rounds"
    label = "rounds"
