"""The road of one pledge to its end, for the page of a room below."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context

from jiannuo.appraisal.year_road import whole_road
from jiannuo.pledges.models import Pledge
from jiannuo.ui.road import Station

register = template.Library()


@register.inclusion_tag("appraisal/road.html", takes_context=True)
def road_to_the_end(context: Context, *, pledge: Pledge, stations: Sequence[Station]) -> dict[str, Any]:
    """The seven stations, and beneath them 述 讲 点 评 of the year."""
    whole, steps = whole_road(context["request"].user, pledge, stations)
    return {"stations": whole, "steps": steps}
