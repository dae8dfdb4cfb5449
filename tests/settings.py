"""The real settings, with what a test cannot have: https, hashed file names, a key of its own."""

from helhet.config.settings import *  # noqa: F403
from helhet.config.settings import STORAGES

SECRET_KEY = "only for tests"
HTTPS = CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
