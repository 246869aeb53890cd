"""All settings. Every variable read here is described in docs/operations.md (a test compares)."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from jiannuo.config.env import data_folder, database, env_bool, env_int, env_path, env_str, hosts, mail

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# Everything the product writes lives in one folder.
DATA_DIR = data_folder(BASE_DIR / "data")


def _kept_key(variable: str, name: str) -> str:
    """The key given, or one made once and kept in the data folder for its owner only."""
    given = env_str(variable, "")
    if given:
        return given
    file = DATA_DIR / name
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text().strip()


SECRET_KEY = _kept_key("JIANNUO_SECRET_KEY", "secret_key")
# Identity numbers are kept only as hashes under this key: they recognise a person when a roster is imported again.
IDENTITY_KEY = _kept_key("JIANNUO_IDENTITY_KEY", "identity_key").encode()
DEBUG = env_bool("JIANNUO_DEBUG", default=False)
ALLOWED_HOSTS = sorted(hosts(env_str("JIANNUO_HOSTS", "localhost,127.0.0.1,[::1]")))
# The address that printed QR codes lead to, e.g. https://cn.example.org ; empty: the address of the request.
PUBLIC_URL = env_str("JIANNUO_PUBLIC_URL", "")
BEHIND_TLS = env_bool("JIANNUO_TLS", default=False)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
FONTS_DIR = env_path("JIANNUO_FONTS", DATA_DIR / "fonts")
SHIPPED_FONTS = BASE_DIR / "jiannuo" / "papers" / "fonts"
# Phones wait a random while before a ballot leaves them, so that its arrival does not tell who sent it.
BALLOT_WAIT_SECONDS = env_int("JIANNUO_BALLOT_WAIT", 20)

ROOMS = [
    "jiannuo.ui",
    "jiannuo.accounts",
    "jiannuo.journal",
    "jiannuo.orgs",
    "jiannuo.rounds",
    "jiannuo.duties",
    "jiannuo.meetings",
    "jiannuo.pledges",
    "jiannuo.fulfilment",
    "jiannuo.ballots",
    "jiannuo.appraisal",
    "jiannuo.papers",
    "jiannuo.publicity",
    "jiannuo.desk",
    "jiannuo.operations",
    "jiannuo.demo",
]
INSTALLED_APPS = [
    *ROOMS,  # first, so that our templates come before those of the packages
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "django.forms",  # after ui, whose templates for fields come first
]
MIDDLEWARE = [
    "jiannuo.ballots.anonymous.AnonymousMiddleware",  # first: nobody behind it learns who is voting
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jiannuo.accounts.private.PrivatePagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiannuo.accounts.kept.KeepTypedMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "jiannuo.accounts.first_password.FirstPasswordMiddleware",
    "jiannuo.accounts.once.OnceMiddleware",
    "jiannuo.ui.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "jiannuo.config.urls"
WSGI_APPLICATION = "jiannuo.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "jiannuo.ui.templatetags.ui",
                "jiannuo.ui.templatetags.ui_forms",
                "jiannuo.ui.templatetags.ui_marks",
                "django_htmx.templatetags.django_htmx",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiannuo.ui.context.layout",
                "jiannuo.desk.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database(env_str("DATABASE_URL", ""), DATA_DIR / "jiannuo.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:desk"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "jiannuo.accounts.adapter.ClosedSignupAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "publicity:front"
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# Behind a front server the address of the client is the last one it names; else all people would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
ACCOUNT_SESSION_REMEMBER = True

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # one meeting decides many pledges: seven boxes for each of them
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Reminders leave the house only where the operator opens a way: a mail server, hosts of group robots.
EMAIL_TIMEOUT = 20
MAIL_IS_ON = bool(env_str("JIANNUO_MAIL", ""))
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL, EMAIL_USE_TLS = mail(
    env_str("JIANNUO_MAIL", "")
)
DEFAULT_FROM_EMAIL = env_str("JIANNUO_MAIL_FROM", "jiannuo@localhost")
WEBHOOK_HOSTS = hosts(env_str("JIANNUO_WEBHOOK_HOSTS", ""))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]  # TLS is the front server's business: docs/operations.md
