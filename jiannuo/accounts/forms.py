from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm

from jiannuo.accounts.models import User

_LABELS = {"old_password": "现在的密码", "new_password1": "新密码", "new_password2": "再输一次新密码"}
_HINT = "至少10位，不要用姓名、生日或过于常见的密码。"


def password_form(user: User, data: object = None) -> forms.Form:
    """At the first sign-in the password from the slip has just been typed: it is not asked again."""
    form = SetPasswordForm(user, data) if user.must_change_password else PasswordChangeForm(user, data)
    for name, label in _LABELS.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].help_text = _HINT if name == "new_password1" else ""
    return form
