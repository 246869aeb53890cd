"""楚宁县: an invented county of Hubei. No organisation here exists; every class of organisation occurs (C4)."""

from jiannuo.demo.places.county import COUNTY, SECTORS
from jiannuo.demo.places.place import Place

__all__ = ["COUNTY", "SECTORS", "Place"]
