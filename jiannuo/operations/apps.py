from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "jiannuo.operations"
    label = "operations"
