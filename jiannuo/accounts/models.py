import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, *, display_name: str = "") -> "User":
        """A sign-in; without a password nobody can use it until one is issued."""
        user = self.model(username=username, display_name=display_name or username)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A sign-in of one person. What the person may do comes from appointments (orgs), never from here."""

    username = models.CharField("用户名", max_length=60, unique=True)
    display_name = models.CharField("姓名", max_length=60)
    email = models.EmailField("电子邮箱", default="", blank=True)  # only for reminders, and only if the person wants
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    is_large_print = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class Installation(models.Model):
    """The one row that says what this database is. On a demo, and only there, signing in takes one tap."""

    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="installation_is_one_row")]


class Submission(models.Model):
    """A form that was sent and has acted: sent again, it gets the same answer and acts no more."""

    key = models.UUIDField(default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    location = models.TextField()  # addresses of filtered lists are as long as what was asked for
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="submission_acts_once")]


class DemoDoor(models.Model):
    """On a demo: one tap on the sign-in page enters as this person. Without `Installation.is_demo` it opens nothing."""

    PASSWORD = "jiannuo-demo"  # noqa: S105 - for typing on a demo; its people exist nowhere else

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="demo_door")
    label = models.CharField("身份", max_length=40)
    note = models.CharField("说明", max_length=80, default="", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label
