"""The real settings, without https and hashed file names, which a measurement on one machine cannot have; and floors."""  # noqa: E501

from pathlib import Path

from helhet.config.settings import *  # noqa: F403
from helhet.config.settings import LOGGING, STORAGES, TEMPLATES

SECRET_KEY = "only for measuring"  # noqa: S105
HTTPS = CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
ALLOWED_HOSTS = ["bench"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ROOT_URLCONF = "bench.floors"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
LOGGING = LOGGING | {"root": {"handlers": [], "level": "CRITICAL"}}
