from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "jiannuo.appraisal"
    label = "appraisal"
