"""The three drops: which files each holds, and which faults are planted where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import faults
from calls import CALLS, calls_of
from extracts import Extract
from forms import by_area
from further import with_further
from people import Person
from places import MONTHS, Place, read_places
from records import DV, HC, Month, Record, draw_month

Files = dict[str, Extract]
"""A drop's extracts by the borough, area or collection they are of."""

BOROUGHS = tuple(place.borough for place in read_places())

EXTRACTED_ON = {"2007-01": "2007-02-10", "2007-02": "2007-03-10", "2007-03": "2007-04-10"}


@cache
def drawn() -> Mapping[tuple[str, str, str], Sequence[Record]]:
    """Collection, month and borough to records, drawn month after month."""
    months: dict[tuple[str, str, str], Sequence[Record]] = {}
    for collection in (DV, HC):
        for place in read_places():
            seen: tuple[Person, ...] = ()
            for period in MONTHS:
                records, seen = draw_month(Month(collection, period, place, seen))
                months[collection, period, place.borough] = with_further(collection, records)
    return months


def gathered(collection: str, period: str, boroughs: Sequence[str]) -> list[Record]:
    """The records of these boroughs, one after the other, free to be changed."""
    return [dict(r) for b in boroughs for r in drawn()[collection, period, b]]


def one_each(
    collection: str,
    period: str,
    name: Callable[[Place], str],
    style: Callable[[Place], int],
) -> Files:
    """One extract a borough, by borough."""
    return {
        place.borough: Extract(
            name=name(place),
            collection=collection,
            style=style(place),
            records=gathered(collection, period, [place.borough]),
        )
        for place in read_places()
    }


def slug(place: Place) -> str:
    """The borough's name as part of a file name."""
    return place.borough.lower().replace(" ", "-")


def january() -> Files:
    """DV from each borough in its own style; hate crime from headquarters in one file."""
    styles = {"Bexley": 3, "Croydon": 1, "Lambeth": 1, "Waltham Forest": 3, "Westminster": 5}
    files = one_each(
        DV,
        "2007-01",
        name=lambda place: f"dv-{slug(place)}",
        style=lambda place: styles.get(place.borough, place.number % 6 + 1),
    )
    files["Westminster"].compressed = True
    files["hate crime"] = Extract(
        name="hc-all-boroughs",
        collection=HC,
        style=2,
        records=gathered(HC, "2007-01", BOROUGHS),
    )
    return files


def february() -> Files:
    """DV from headquarters in one file; hate crime from each borough."""
    files = one_each(
        HC,
        "2007-02",
        name=lambda place: f"hc-{slug(place)}",
        style=lambda place: (place.number + 2) % 6 + 1,
    )
    files["domestic violence"] = Extract(
        name="dv-all-boroughs",
        collection=DV,
        style=3,
        records=gathered(DV, "2007-02", BOROUGHS),
    )
    return files


def march() -> Files:
    """DV in one file an area, by borough; hate crime in one file, by area and not by borough."""
    areas: dict[str, list[str]] = {}
    for place in read_places():
        areas.setdefault(place.bcu, []).append(place.borough)
    files = {
        area: Extract(
            name=f"dv-area-{area}",
            collection=DV,
            style=number % 6 + 1,
            records=gathered(DV, "2007-03", boroughs),
        )
        for number, (area, boroughs) in enumerate(sorted(areas.items()))
    }
    files["hate crime"] = Extract(
        name="hc-all-areas",
        collection=HC,
        style=4,
        records=gathered(HC, "2007-03", BOROUGHS),
        unit=by_area,
        unit_heading="BCU",
    )
    return files


def calls(period: str, style: int) -> Extract:
    """The calls coded as domestic, from headquarters in one file."""
    of_reference: dict[object, Record] = {}
    for place in read_places():
        for call in calls_of(place, period, drawn()[DV, period, place.borough]):
            of_reference.setdefault(call["cad_ref"], call)
    records = list(of_reference.values())
    return Extract(name="calls-all-boroughs", collection=CALLS, style=style, records=records)


FAULTS: Mapping[str, Callable[[Files], object]] = {
    "JAN-01": lambda f: f.pop("Merton"),
    "JAN-02": lambda f: f["Kingston upon Thames"].records.clear(),
    "JAN-03": lambda f: faults.repeat_key(f["Newham"], "Newham", 1),
    "JAN-04": lambda f: faults.repeat_across(
        f["Hackney"], f["Tower Hamlets"], "Hackney", 1, "Tower Hamlets"
    ),
    "JAN-05": lambda f: faults.other_codes(f["Lambeth"], "Lambeth", {"A4": 4, "O2": 3, "W3": 2}),
    "JAN-06": lambda f: faults.other_codes(
        f["Lewisham"], "Lewisham", {"IC1": 5, "IC3": 4, "IC4": 2}
    ),
    "JAN-07": lambda f: faults.unreadable_dates(
        f["Croydon"], "Croydon", "reported_on", ("31/02/2007", "32/01/2007", "soon")
    ),
    "JAN-08": lambda f: faults.unreadable_dates(
        f["Ealing"], "Ealing", "recorded_on", ("00/00/0000",)
    ),
    "JAN-09": lambda f: faults.out_of_period(f["Ealing"], "Ealing", 3, -40),
    "JAN-10": lambda f: faults.recorded_before_reported(f["Enfield"], "Enfield", 2),
    "JAN-11": lambda f: setattr(f["Barnet"], "ragged_after", 10),
    "JAN-12": lambda f: setattr(f["Bexley"], "without", frozenset({"religion_belief"})),
    "JAN-13": lambda f: faults.age_disagrees(f["Brent"], "Brent", 4),
    "JAN-14": lambda f: faults.dominating_age(f["Waltham Forest"], "Waltham Forest", 34),
    "JAN-15": lambda f: f["Hillingdon"].texts.update({(4, "crime_ref"): ""}),
    "JAN-16": lambda f: f["Hillingdon"].texts.update({(7, "crime_ref"): "see log"}),
    "JAN-17": lambda f: setattr(
        f["hate crime"], "titles", ("Hate crime – all boroughs", "January 2007", "")
    ),
    "JAN-18": lambda f: setattr(f["hate crime"], "total", ("crime_ref", "Total")),
    "JAN-19": lambda f: faults.other_unit(f["hate crime"], "Barnet", "Thameside", 3),
    "JAN-20": lambda f: faults.other_unit(f["hate crime"], "Bexley", "", 2),
    "JAN-21": lambda f: faults.disability_hidden(f["hate crime"], 4),
    "JAN-22": lambda f: faults.share_reference(f["Camden"], f["hate crime"], "Camden", 2),
    "FEB-01": lambda f: faults.leave_out(f["domestic violence"], "Harrow"),
    "FEB-02": lambda f: faults.repeat_key(f["domestic violence"], "Brent", 2),
    "FEB-03": lambda f: faults.out_of_period(f["domestic violence"], "Hounslow", 2, 40),
    "FEB-04": lambda f: f["Richmond upon Thames"].records.clear(),
    "FEB-05": lambda f: f.update({"again": replace(f["Camden"], name="copy-of-camden")}),
    "FEB-06": lambda f: faults.travellers(f["Hackney"], "Hackney", 2),
    "MAR-01": lambda f: faults.repeat_across(f["EA"], f["NE"], "Redbridge", 2, "Newham"),
    "MAR-02": lambda f: faults.unreadable_dates(
        f["AW"], "Westminster", "reported_on", ("30/02/2007",)
    ),
    "MAR-03": lambda f: faults.share_reference(f["SE"], f["hate crime"], "Bexley", 1),
    "MAR-04": lambda f: setattr(f["hate crime"], "total", ("unit", "MPS total")),
}
"""Every planted fault by the id under which README.md lists it."""

DROPS = {
    "2007-01": (january, "JAN", 1),
    "2007-02": (february, "FEB", 4),
    "2007-03": (march, "MAR", 6),
}
"""A drop's files, the first part of its faults' ids, and the style of its list of calls."""


def drop(period: str) -> list[Extract]:
    """The extracts of a drop, with its faults in them."""
    gather, prefix, style = DROPS[period]
    files = gather()
    for name, plant in FAULTS.items():
        if name.startswith(prefix):
            plant(files)
    return [*files.values(), calls(period, style)]
