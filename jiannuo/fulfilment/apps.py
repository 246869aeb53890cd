from django.apps import AppConfig


class FulfilmentConfig(AppConfig):
    name = "jiannuo.fulfilment"
    label = "fulfilment"
