from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "jiannuo.publicity"
    label = "publicity"
