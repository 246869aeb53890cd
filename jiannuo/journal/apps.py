from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "jiannuo.journal"
    label = "journal"
