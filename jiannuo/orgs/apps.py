from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "jiannuo.orgs"
    label = "orgs"
