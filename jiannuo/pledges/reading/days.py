"""Days that words mean: ends of months, quarters and plans, the Spring Festival, 清明, the fixed holidays."""

import calendar
from datetime import date, timedelta

# First day of the Spring Festival, month × 100 + day, by year.
_SPRING_FESTIVALS = {
    2005: 209, 2006: 129, 2007: 218, 2008: 207, 2009: 126, 2010: 214, 2011: 203, 2012: 123, 2013: 210, 2014: 131,
    2015: 219, 2016: 208, 2017: 128, 2018: 216, 2019: 205, 2020: 125, 2021: 212, 2022: 201, 2023: 122, 2024: 210,
    2025: 129, 2026: 217, 2027: 206, 2028: 126, 2029: 213, 2030: 203, 2031: 123, 2032: 211, 2033: 131, 2034: 219,
    2035: 208,
}  # fmt: skip
_FIXED = {
    "元旦": (1, 1), "三八": (3, 8), "妇女节": (3, 8), "植树节": (3, 12), "五一": (5, 1), "劳动节": (5, 1),
    "五四": (5, 4), "青年节": (5, 4), "护士节": (5, 12), "六一": (6, 1), "儿童节": (6, 1), "七一": (7, 1),
    "建党节": (7, 1), "八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10), "十一": (10, 1), "国庆": (10, 1),
}  # fmt: skip
FESTIVALS = (
    "五四|青年节|妇女节|植树节|护士节|建党节|元宵|春节|元旦|三八|五一|劳动节|"
    "六一|儿童节|七一|八一|建军节|教师节|十一|国庆|清明|端午|中秋|重阳"
)


def end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def day(year: int | None, month: int, number: int) -> date | None:
    """The day, or None when the year is unknown or there is no such day."""
    if year is None or not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, number)


def month_end(year: int | None, month: int) -> date | None:
    return end_of_month(year, month) if year is not None and 1 <= month <= 12 else None


def year_end(year: int | None, later: int = 0) -> date | None:
    return date(year + later, 12, 31) if year is not None else None


def _festival(year: int, name: str) -> date | None:
    """元宵 is the Spring Festival's fifteenth day; 清明 goes by the sun, 4 or 5 April (2000 to 2099)."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "清明":
        since = year % 100
        return date(year, 4, int(since * 0.2422 + 4.81) - since // 4) if year // 100 == 20 else None
    number = _SPRING_FESTIVALS.get(year) if name in {"春节", "元宵"} else None
    later = timedelta(days=14 if name == "元宵" else 0)
    return date(year, number // 100, number % 100) + later if number else None


def before_festival(year: int | None, name: str) -> date | None:
    """The day before the festival in that year; None where it moves and is not known. 元旦前 is the end of the year."""
    if year is None:
        return None
    if name == "元旦":
        return date(year, 12, 31)
    found = _festival(year, name)
    return found - timedelta(days=1) if found else None
