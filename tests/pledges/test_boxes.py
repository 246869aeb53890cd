"""The boxes keep what was settled item by item."""

from jiannuo.pledges import boxes

WHOLE = "与1户困难群众结对，帮他种好2亩油茶，3年内挂果"


def test_an_item_settled_as_one_is_not_parted_again_in_its_box():
    assert len(boxes.texts_in(WHOLE, 2011)) > 1  # by itself the sentence reads as more than one promise
    assert boxes.texts_in(boxes.with_more("", [WHOLE], 2011), 2011) == [WHOLE]


def test_the_last_item_left_in_a_box_stays_one():
    box = boxes.as_list([WHOLE, "给塘边装路灯3盏"])
    assert boxes.texts_in(boxes.without(box, "给塘边装路灯3盏", 2011), 2011) == [WHOLE]


def test_a_plain_item_needs_no_number():
    assert boxes.with_more("", ["给塘边装路灯3盏"], 2011) == "给塘边装路灯3盏"


def test_a_mark_that_stands_alone_is_no_text_left_out():
    assert boxes.left_out({"deed": "1、6月底前修路2公里；\n；\n2、每月看望老人1次；"}, ["deed"]) == []
    assert boxes.left_out({"deed": "本人承诺如下：\n1、6月底前修路2公里；"}, ["deed"]) == ["本人承诺如下："]
