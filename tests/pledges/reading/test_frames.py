"""What stands before and behind promises: who speaks, announcements, vows, signatures (C10)."""

import pytest

from jiannuo.pledges import reading

PROMISES = ["修好村东头的水渠500米", "每月到五保户家看望一次", "按时交纳党费"]
BODIES = ("\n".join(f"{place}、{one}；" for place, one in enumerate(PROMISES, 1)), "；".join(PROMISES) + "。")
BEFORE = (
    "尊敬的各位乡亲：",
    "村民朋友们：",
    "大家好，我叫王强，是三组党员。",
    "我是王强，男，45岁，中共党员，现任二组组长。",
    "我叫王强，今年45岁，2008年入党。",
    "我家住青山村二组，是一名退伍军人。",
    "各位领导、各位乡亲，我表个态。",
    "姓名：王强\n单位：青山村",
    "青山镇青山村党支部",
    "青山村党支部书记王强同志的承诺",
    "2026年度公开承诺",
    "根据上级要求，结合本村实际，现作如下承诺：",
    "为充分发挥党员先锋模范作用，现承诺如下：",
    "本人自愿作出如下承诺，请大家监督：",
)
BEHIND = (
    "承诺人签名：王强  日期：2026年3月1日",
    "（签名）王强",
    "王强\n2026年3月1日",
    "青山村党支部（盖章）\n二〇二六年三月",
    "支部意见：同意",
    "说到做到，决不食言。",
    "请大家看我的行动。",
    "此承诺接受全体村民监督。",
    "如未兑现，自愿接受批评。",
    "以上就是我的承诺，谢谢大家。",
    "完毕。",
)


@pytest.mark.parametrize("body", BODIES, ids=["numbered", "free"])
@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_before_is_no_promise(before, body):
    assert reading.split(f"{before}\n{body}") == PROMISES


@pytest.mark.parametrize("body", BODIES, ids=["numbered", "free"])
@pytest.mark.parametrize("behind", BEHIND)
def test_what_stands_behind_is_no_promise(behind, body):
    assert reading.split(f"{body}\n{behind}") == PROMISES


@pytest.mark.parametrize("text", ["兑现对群众的承诺", "征求意见每月一次", "做到说话算数的干部三名"])
def test_a_promise_that_looks_like_a_frame_stays_one(text):
    assert reading.split(f"修水渠500米\n{text}") == ["修水渠500米", text]
