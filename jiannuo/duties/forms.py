"""Shapes of what is typed about duties. Nothing here saves or decides."""

from django import forms

from jiannuo.base.fields import Day, Line
from jiannuo.duties.actions import Waiver
from jiannuo.duties.models import Ground, ground_choices, shape_choices

_REASON = 100


class ExtendForm(forms.Form):
    """延期."""

    until = Day(label="延至")
    reason = Line(label="原因", max_length=_REASON, help_text="如：住院、外出务工未归、会议改期。")


class ExemptForm(forms.Form):
    """免办."""

    ground = forms.ChoiceField(label="理由", choices=ground_choices, widget=forms.RadioSelect)
    reason = Line(label="说明", max_length=_REASON, required=False, help_text="选“其他原因”的必须写明。")
    until = Day(label="免到哪一天", required=False, help_text="不填就一直免办，直到有人结束。以后各期同样免办。")

    @property
    def waiver(self) -> Waiver:
        given = self.cleaned_data
        return Waiver(Ground(given["ground"]), given["reason"], given["until"])


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="电子邮箱", required=False, max_length=254, help_text="只用来发送提醒。不想收邮件的，清空后保存。"
    )


class RobotForm(forms.Form):
    """The robot of an organisation's group."""

    url = forms.CharField(
        label="机器人地址",
        max_length=300,
        help_text="在群聊的“群机器人”设置里复制，以 https 开头。地址等于密码，请不要外传。",
    )
    shape = forms.ChoiceField(label="群聊软件", choices=shape_choices, widget=forms.RadioSelect)
    is_on = forms.BooleanField(label="发送提醒", required=False)
