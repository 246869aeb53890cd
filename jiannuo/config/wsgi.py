import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")  # noqa: TID251
application = get_wsgi_application()
reverse("desk:desk")  # loads all pages now instead of with the first request

# What is loaded at the start stays: looking through it for rubbish would now and then hold a page up for 0.1 s.
gc.collect()
gc.freeze()
