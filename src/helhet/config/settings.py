"""Django's settings. Everything that differs between installations comes from the environment (HELHET_…)."""

from django.utils.csp import CSP

from helhet.config import env
from helhet.config.logs import logging_config
from helhet.knowledge import home

ROOT = home.project_root()
VAR = ROOT / "var"
CONTENT = home.content_folder()

DEBUG = env.flag("DEBUG", False)
# Invented staff and persons only: anyone may sign in with one click, and nobody needs one-time codes.
DEMO = env.flag("DEMO", False)
HTTPS = env.flag("HTTPS", True)
SECRET_KEY = env.secret_key(VAR)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")

INSTALLED_APPS = [
    "helhet.guide",
    "helhet.overview",
    "helhet.retention",
    "helhet.plans",
    "helhet.screening",
    "helhet.processes",
    "helhet.handoffs",
    "helhet.deviations",
    "helhet.courses",
    "helhet.documents",
    "helhet.secrecy",
    "helhet.people",
    "helhet.agreements",
    "helhet.organisations",
    "helhet.audit",
    "helhet.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "helhet.organisations.middleware.WhoActs",
    "helhet.secrecy.beside.GivenScreens",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "helhet.config.errors.ErrorPages",
]

ROOT_URLCONF = "helhet.config.urls"
WSGI_APPLICATION = "helhet.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "helhet.ui.templatetags.ui"],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]
# The main menu: what it says and the name of the page.
NAVIGATION = [
    ("Start", "start"),
    ("Guiden", "guide"),
    ("Vem gör vad", "who-does-what"),
    ("Avtalen", "agreements:list"),
]

# What whoever is signed in can do from every page, at its foot.
ANYWHERE = [("Skriv en avvikelse", "deviations:write")]
# The menu of whoever is signed in: what it says, the name of the page, and the permissions of which one is needed.
STAFF_NAVIGATION = [
    ("Arbetslista", "overview:worklist", "records"),
    ("Sök person", "overview:search", "records"),
    ("Tider i lag", "processes:day", "records"),
    ("Att granska", "secrecy:review", "manage"),
    ("Loggen", "secrecy:log", "review"),
    ("Enheter", "organisations:units", "administer", "manage"),
    ("Personal", "organisations:staff", "administer", "manage"),
    ("Gallring", "retention:due", "purge"),
]
# Where they land, by the permission of their assignment: the first page that is theirs and there.
STAFF_HOME = [("records", "overview:worklist"), ("administer", "organisations:units"), ("review", "secrecy:log")]

# Who carries e-mail: "django" (over SMTP, as MAILERS says), or "file", into var/post/. A letter says only ADDRESS.
MAIL = env.text("MAIL", "file")
ADDRESS = env.text("ADDRESS", "http://127.0.0.1:8000/arbete/")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.text("EMAIL_HOST", "localhost"),
            "port": int(env.text("EMAIL_PORT", "25")),
            "username": env.text("EMAIL_USER"),
            "password": env.text("EMAIL_PASSWORD"),
            "use_tls": env.flag("EMAIL_TLS", False),
            "timeout": 20,
        },
    }
}
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "helhet@localhost")

VAR.mkdir(exist_ok=True)
DATABASES = {"default": env.database(env.text("DATABASE_URL"), VAR / "helhet.sqlite3")}

AUTH_USER_MODEL = "organisations.Staff"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# How long a session may last is judged in organisations/rules.py; the cookie is gone when the browser closes.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "build" / "collected"
STATICFILES_DIRS = [ROOT / "build" / "static"]  # ./up copies third-party files here
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

# Nothing may be loaded, sent or framed unless it is named here. Designsystemet's icons are data: pictures in its CSS.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# Not "no-referrer": with it browsers send "Origin: null", and every form would fail the CSRF check.
# "same-origin" tells no other site anything either.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
# TLS ends in a proxy in front of us, so the origin of a form is https whatever scheme we see ourselves.
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []

LOGGING = logging_config(env.text("LOG_LEVEL", "INFO"))
