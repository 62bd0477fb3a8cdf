"""When the sun rises and sets at a place, to some minutes: what "sundown" means where no clock is given.

The equation of time and the declination after J. Meeus, Astronomical Algorithms (1998), in the low-accuracy
form that the solar calculator of the United States' NOAA uses; good to two minutes between the polar
circles.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files

__all__ = ["sun_at"]

ZENITH = math.radians(90.833)
"""Of the sun's centre when its upper edge touches the horizon, refraction included."""


@lru_cache(maxsize=1)
def _coordinates() -> dict[str, tuple[float, float]]:
    """Latitude and longitude in degrees of the principal place of each IANA zone (tzdata, zone.tab)."""
    found = {}
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            _, position, zone = line.split("\t")[:3]
            match = re.fullmatch(r"([+-]\d{4,6})([+-]\d{5,7})", position)
            if match is not None:
                found[zone] = (_degrees(match[1], 2), _degrees(match[2], 3))
    return found


def _degrees(text: str, width: int) -> float:
    """ISO 6709: sign, degrees of `width` digits, minutes, maybe seconds."""
    digits = text[1:]
    value = int(digits[:width]) + int(digits[width : width + 2]) / 60 + int(digits[width + 2 :] or 0) / 3600
    return -value if text[0] == "-" else value


def sun_at(zone: str, day: date, *, rising: bool) -> datetime | None:
    """Sunrise or sunset of a day at the principal place of a zone, as an instant in UTC; None for an
    offset, an unknown zone, or where the sun does not rise or set that day.

    Args:
        zone: an IANA name.
        day: the local day.
        rising: sunrise if true, else sunset.
    """
    place = _coordinates().get(zone)
    if place is None:
        return None
    latitude, longitude = math.radians(place[0]), place[1]
    angle = 2 * math.pi / 365 * (day.timetuple().tm_yday - 1 + 0.5)
    equation = 229.18 * (
        0.000075 + 0.001868 * math.cos(angle) - 0.032077 * math.sin(angle)
        - 0.014615 * math.cos(2 * angle) - 0.040849 * math.sin(2 * angle)
    )  # fmt: skip
    declination = (
        0.006918 - 0.399912 * math.cos(angle) + 0.070257 * math.sin(angle) - 0.006758 * math.cos(2 * angle)
        + 0.000907 * math.sin(2 * angle) - 0.002697 * math.cos(3 * angle) + 0.00148 * math.sin(3 * angle)
    )  # fmt: skip
    cosine = math.cos(ZENITH) / (math.cos(latitude) * math.cos(declination)) - math.tan(latitude) * math.tan(
        declination
    )
    if not -1 <= cosine <= 1:
        return None
    hours = math.degrees(math.acos(cosine)) * (1 if rising else -1)
    minutes = 720 - 4 * (longitude + hours) - equation
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=round(minutes))
