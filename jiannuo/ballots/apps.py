from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "jiannuo.ballots"
    label = "ballots"
