from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "jiannuo.ui"
    label = "ui"
