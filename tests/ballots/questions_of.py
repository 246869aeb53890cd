OPTIONS = [
    {"key": "satisfied", "label": "满意", "counts": True, "good": True},
    {"key": "fairly", "label": "基本满意", "counts": True, "good": True},
    {"key": "dissatisfied", "label": "不满意", "counts": True},
    {"key": "unaware", "label": "不了解", "counts": True},
    {"key": "abstain", "label": "弃权", "counts": False},
]


def question(key="overall", label="对柳树湾村党支部履行承诺的总体评价"):
    return {"key": key, "label": label, "group": "", "options": OPTIONS}
