"""Django's settings, from the surroundings (environment.py). Nothing here differs between installations by itself."""

from __future__ import annotations

from pathlib import Path

from joinedup.web.absent_words import AbsentWord, NothingInstead
from joinedup.web.environment import read_environment
from joinedup.web.operations.logs import settings_of_logs

HERE = Path(__file__).parent
SURROUNDINGS = read_environment()

SECRET_KEY = SURROUNDINGS.secret_key
DEBUG = False
ALLOWED_HOSTS = list(SURROUNDINGS.hosts)
ROOT_URLCONF = "joinedup.web.urls"
WSGI_APPLICATION = "joinedup.web.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": dict(SURROUNDINGS.database)}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "joinedup.web.accounts",
    "joinedup.web.audit",
    "joinedup.web.data",
    "joinedup.web.decisions",
    "joinedup.web.network",
    "joinedup.web.money",
    "joinedup.web.care_teams",
    "joinedup.web.emergency",
    "joinedup.web.names",
    "joinedup.web.tasks",
    "joinedup.web.plans",
    "joinedup.web.meetings",
    "joinedup.web.care_models",
    "joinedup.web.learning",
    "joinedup.web.evidence",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "joinedup.web.operations.logs.LogRequests",
    "joinedup.web.operations.watched.WatchedAsNobody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "joinedup.web.access.idle.EndIdleSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "joinedup.web.accounts.middleware.WhoIsAsking",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "joinedup.web.published.middleware.OneBuildForEachPage",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "joinedup.web.pages.environment",
            "undefined": AbsentWord if SURROUNDINGS.is_strict else NothingInstead,
            "context_processors": [
                "joinedup.web.pages.about_the_viewer",
                "joinedup.web.emergency.banner.emergencies",
                "joinedup.web.names.banner.shown_names",
            ],
        },
    }
]
AUTHENTICATION_BACKENDS = ["joinedup.web.accounts.backend.BySubject"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HERE / "static"
STATICFILES_DIRS = [HERE / "collected"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A session ends with the browser, and after some minutes without a request (access/idle.py).
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = SURROUNDINGS.idle_minutes * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SURROUNDINGS.is_secure
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False  # the proxy in front of it does that: see docs/how-to/run-for-a-place.md
SECURE_HSTS_SECONDS = 31_536_000 if SURROUNDINGS.is_secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
CSRF_FAILURE_VIEW = "joinedup.web.operations.errors.form_too_old"
LOGGING = settings_of_logs(requests=SURROUNDINGS.logs_requests)
