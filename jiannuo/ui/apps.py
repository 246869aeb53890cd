from django.apps import AppConfig
from django.forms import Field


class UiConfig(AppConfig):
    name = "jiannuo.ui"
    label = "ui"

    def ready(self) -> None:
        """Django's own word for an empty box is a clerk's; ours says what to do."""
        Field.default_error_messages["required"] = "请填写这一项。"
