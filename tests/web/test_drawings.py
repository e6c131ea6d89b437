"""Drawings: shapes of countries, views, labels, layouts, lines of time; and what each page's drawing says."""

from __future__ import annotations

import math
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodot.pages.drawn import Filter, MapPage, NetworkPage, TimelinePage
from herodot.pages.parts import Part
from herodot.picture.board import Quote
from herodot.picture.sites import Extent, Site, Thing, sign_of
from herodot.picture.ties import Node, Tie
from herodot.picture.timeline import Moment, ends
from herodot.picture.told import Told
from herodot.web.globe import HIGHEST, LOWEST, WIDTH, largest_part, outline, scale_bar, view_of
from herodot.web.labels import Box, Room, level, shortened, width_of
from herodot.web.layout import arranged, components
from herodot.web.map_drawing import draw_map
from herodot.web.network_drawing import draw_network
from herodot.web.shapes import DATA, load_countries
from herodot.web.time_axis import MOST_TICKS, axis_of, ticks
from herodot.web.timeline_drawing import ROWS, UNDATED, draw_timeline

QUOTE = Quote(statement="s1", words="they came", chain=("The Quay",), report="r1", report_name="a.txt",
              published="2031-05-01", how="affirmed")  # fmt: skip


def told(property_: str = "place", **more: object) -> Told:
    """One answer, said by The Quay."""
    fields: dict[str, object] = {
        "property": property_, "value": "v", "shown": "v", "standing": "single-source", "why": "", "mood": "",
        "independent_roots": 1, "said_by": ("The Quay",), "denied_by": (), "supposed_by": (), "quotes": (QUOTE,),
        **more,
    }  # fmt: skip
    return Told(**fields)  # type: ignore[arg-type]


def at(latitude: float, longitude: float, kind: str = "city", country: str = "", km: float = 5.0) -> Extent:
    """A place on the map."""
    return Extent(
        called="x", kind=kind, country=country, latitude=latitude, longitude=longitude, radius_km=km
    )


def site(name: str, extent: Extent | None, *things: Thing, others: tuple[Extent, ...] = ()) -> Site:
    """A place with what is there; one plain event where nothing is given."""
    held = things or (thing(f"raid at {name}"),)
    return Site(place=f"id-{name}", shown=name, extent=extent, inside="", others=others, things=held,
                count=len(held), sign=sign_of(
                    differs=bool(others) or any(t.elsewhere for t in held),
                    denied=any(t.told.denied_by for t in held), said=any(t.told.said_by for t in held),
                ))  # fmt: skip


def thing(shown: str, *elsewhere: str, entity: str = "e", **more: object) -> Thing:
    """An event at a place."""
    return Thing(entity=entity, shown=shown, type="Event", told=told(**more), elsewhere=elsewhere)


def a_map(*located: Site) -> MapPage:
    """A page with those places."""
    return MapPage(filter=Filter(), called="", located=located, unlocated=(), placeless=(), places=len(located),
                   unknown=0, left_out=0)  # fmt: skip


def test_shapes_are_small_and_closed() -> None:
    """The bundled shapes stay under 150 KB, every ring is closed, and neighbours share a border."""
    assert DATA.stat().st_size < 150_000
    countries = {c.code: c for c in load_countries()}
    assert len(countries) > 220
    assert all((ring[0] == ring[-1]).all() for c in countries.values() for ring in c.rings)
    points = [{tuple(p) for ring in countries[code].rings for p in ring} for code in ("ML", "NE")]
    assert len(points[0] & points[1]) > 10


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"), [("TD", 15.0, 19.0), ("PK", 30.0, 70.0), ("UA", 49.0, 32.0)]
)
def test_a_country_is_where_it_is(code: str, latitude: float, longitude: float) -> None:
    """Its largest part holds its middle."""
    box = largest_part(next(c for c in load_countries() if c.code == code))
    assert box.left < longitude < box.right
    assert box.bottom < latitude < box.top


SPANS = st.tuples(st.floats(-60, 70), st.floats(-179, 179), st.floats(0.01, 5))


@settings(max_examples=60, deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=12))
def test_a_view_holds_all_that_it_is_for(places: list[tuple[float, float, float]]) -> None:
    """Whatever lies in the boxes lies in the drawing, whose shape stays within its bounds."""
    boxes = [Box(left=x - r, top=y + r, right=x + r, bottom=y - r) for y, x, r in places]
    view = view_of(boxes)
    assert LOWEST <= view.height <= HIGHEST
    assert all(view.holds(y, x) for y, x, _ in places)


def test_a_view_goes_across_the_date_line_where_that_is_shorter() -> None:
    """Fiji and Samoa make a narrow map, not one of the whole world."""
    across = view_of(
        [Box(left=177, top=-16, right=179, bottom=-18), Box(left=-173, top=-13, right=-171, bottom=-14)]
    )
    assert WIDTH / across.scale / across.squeeze < 30
    (x1, _), (x2, _) = across.at(-17, 178), across.at(-13.5, -172)
    assert 0 < x1 < x2 < WIDTH


def test_outlines_are_clipped() -> None:
    """A large country in a small view keeps only its part of it; one that lies elsewhere nothing."""
    view = view_of([Box(left=36, top=51, right=38, bottom=50)])
    countries = {c.code: c for c in load_countries()}
    numbers = [float(n) for n in re.findall(r"-?\d+\.\d", outline(countries["RU"], view))]
    assert numbers
    assert min(numbers) >= -5
    assert max(numbers) <= max(WIDTH, view.height) + 5
    assert outline(countries["BR"], view) == ""


def test_a_scale_bar_is_round_and_short() -> None:
    """Kilometres of one digit, a sixth of the map at most."""
    km, long = scale_bar(view_of([Box(left=0, top=20, right=10, bottom=10)]))
    assert str(km).strip("0") in ("1", "2", "5")
    assert 0 < long <= WIDTH / 6


def boxes_of(labels: list[tuple[str, float, float, str]]) -> list[Box]:
    """The boxes of labels of 13 units."""
    found = []
    for text, x, y, anchor in labels:
        wide = width_of(text, 13.0)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        found.append(Box(left=left, top=y - 11, right=left + wide, bottom=y + 3))
    return found


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), max_size=40))
def test_words_never_lie_over_words(points: list[tuple[float, float]]) -> None:
    """Whatever the points, labels that are placed meet no other; those without room are left out."""
    room = Room(Box(left=0, top=0, right=400, bottom=300))
    placed = [room.beside("Marrat", x, y, 8.0, 13.0) for x, y in points]
    boxes = boxes_of([(p.text, p.x, p.y, p.anchor) for p in placed if p])
    tight = [
        Box(left=b.left + 0.2, top=b.top + 0.2, right=b.right - 0.2, bottom=b.bottom - 0.2) for b in boxes
    ]
    assert not any(a.meets(b) for n, a in enumerate(tight) for b in tight[n + 1 :])


@pytest.mark.parametrize(("text", "letters"), [("مرفأ", 4), ("Иванов", 6), ("é", 1), ("e\u0301", 1), ("", 0)])
def test_letters_are_as_wide_as_they_are(text: str, letters: int) -> None:
    """Any script counts by its letters; a mark over a letter takes no room of its own."""
    assert width_of(text, 10.0) == pytest.approx(5.6 * letters)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("raid at مرفأ البحر, 2031-04-02", "raid at \u2068مرفأ البحر\u2069, 2031-04-02"),
        ("raid at Marrat, 2031-04-02", "raid at Marrat, 2031-04-02"),
        ("Юрий Белов", "Юрий Белов"),
        ("≠ مرفأ (2)", "≠ \u2068مرفأ\u2069 (2)"),
    ],
)
def test_names_from_right_to_left_keep_to_themselves(text: str, shown: str) -> None:
    """A name from right to left is set apart from the date after it; other words stay as they are."""
    assert level(text) == shown
    assert width_of(shown, 10.0) == pytest.approx(width_of(text, 10.0))


def test_what_is_seen_is_what_is_said() -> None:
    """A link whose words were cut is called by them first, so that who speaks to the browser finds it."""
    long = "the third regional office of the Salt Guild"
    (dot, _) = draw_network(a_network(tie(long, "b"))).dots
    assert dot.title.startswith(dot.label.text)
    assert dot.title.endswith(f"{long}: Person, 1 tie")


def test_long_words_are_cut() -> None:
    """At so many letters, with an ellipsis; shorter ones stay."""
    assert shortened("a" * 40, 10) == "a" * 9 + "…"
    assert shortened("a" * 10, 10) == "a" * 10


PAIRS = st.lists(
    st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda p: p[0] != p[1]), max_size=50
)


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_nodes_do_not_cover_one_another(pairs: list[tuple[int, int]]) -> None:
    """Whatever the ties, boxes of nodes stay apart and in the drawing; the same ties give the same drawing."""
    sizes = [(90.0, 36.0)] * 25
    points, height = arranged(25, pairs, sizes, 912.0)
    boxes = [Box(left=x - 45, top=y - 18, right=x + 45, bottom=y + 18) for x, y in points]
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    assert all(b.left >= -1 and b.top >= -1 and b.bottom <= height + 1 for b in boxes)
    assert arranged(25, pairs, sizes, 912.0) == (points, height)


def test_components() -> None:
    """What hangs together, the largest first."""
    assert components(6, [(0, 1), (2, 3), (3, 4)]) == [[2, 3, 4], [0, 1], [5]]


def test_a_path_is_drawn_longer_than_a_star() -> None:
    """Nodes far apart by ties are far apart in the drawing."""
    points, _ = arranged(5, [(0, 1), (1, 2), (2, 3), (3, 4)], [(20.0, 20.0)] * 5, 900.0)
    assert math.dist(points[0], points[4]) > 2 * math.dist(points[0], points[1])


@given(st.lists(st.tuples(st.integers(1, 3_600_000), st.integers(0, 4000)), min_size=1, max_size=9))
def test_ticks_can_be_read(spans: list[tuple[int, int]]) -> None:
    """Whatever the days, there are few ticks, in order, inside the line."""
    axis = axis_of([(first, min(first + wide, 3_652_000)) for first, wide in spans], 28.0, 932.0)
    found = ticks(axis)
    assert len(found) <= MOST_TICKS
    assert [t.x for t in found] == sorted(t.x for t in found)
    assert all(28.0 <= t.x <= 932.0 for t in found)


def test_days_far_from_the_rest_are_left_at_the_edge() -> None:
    """One date thirty years before six of one month does not press them together; of two dates both stay."""
    month = [(738_000 + n, 738_000 + n) for n in range(6)]
    assert axis_of([(727_000, 727_000), *month], 0, 900).first > 737_000
    assert axis_of([(727_000, 727_000), month[0]], 0, 900).first < 727_001


def test_a_country_is_never_a_pin() -> None:
    """Who is only known to be in a country has its shape; a town is a point, an area is wider."""
    page = a_map(
        site("Chad", at(15.0, 19.0, "country", "TD")),
        site("Marrat", at(13.8, 20.8)),
        site("Ouaddaï", at(13.5, 21.0, "area", "TD", 150.0)),
        site("eastern Chad", at(15.0, 19.0, "region", "TD", 500.0)),
    )
    drawing = draw_map(page)
    marks = {m.kind: m for m in drawing.marks}
    assert [m.kind for m in drawing.marks] == ["country", "area", "city"]  # a part of Chad is one with Chad
    assert marks["country"].shape.startswith("M")
    assert (marks["city"].shape, marks["area"].shape) == ("", "")
    assert marks["area"].radius > 2 * marks["city"].radius
    assert "Chad, eastern Chad (2)" in (marks["country"].label.text if marks["country"].label else "")


def test_what_differs_is_joined_and_signed() -> None:
    """Two places of one event are joined by a line and say so in words, not by colour alone."""
    page = a_map(
        site("Marrat", at(13.8, 20.8), thing("raid", "Zouar")),
        site("Zouar", at(20.4, 16.5), thing("raid", "Marrat")),
        site("Abéché", at(13.8, 20.0), thing("talks", entity="f")),
    )
    drawing = draw_map(page)
    assert [j.title for j in drawing.joins] == ["raid: Marrat or Zouar"]
    assert {m.label.text: m.sign for m in drawing.marks if m.label} == {
        "≠ Marrat": "differs", "≠ Zouar": "differs", "Abéché": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "sign"),
    [
        ({}, ""),
        ({"denied_by": ("Dock Union",)}, "denied"),
        ({"said_by": (), "denied_by": ("Dock Union",)}, "denied"),
        ({"said_by": (), "supposed_by": ("Dock Union",)}, "supposed"),
    ],
)
def test_a_mark_says_how_it_stands(more: dict[str, object], sign: str) -> None:
    """Denied and only planned things have marks of their own; one thing leads to its words."""
    (mark,) = draw_map(a_map(site("Marrat", at(13.8, 20.8), thing("raid", **more)))).marks
    assert mark.sign == sign
    assert mark.address == "/report/r1?statement=s1#marked"


def test_a_place_far_from_all_others_is_named_not_drawn() -> None:
    """One of six on another continent leaves the five readable, and is named."""
    near = [site(f"Town {n}", at(13.0 + n / 10, 20.0)) for n in range(5)]
    drawing = draw_map(a_map(*near, site("Vientiane", at(18.0, 102.6))))
    assert [s.words for s in drawing.far] == ["Vientiane"]
    assert len(drawing.marks) == 5
    assert draw_map(a_map(*near[:3], site("Vientiane", at(18.0, 102.6)))).far == ()


def test_many_places_stay_readable() -> None:
    """Three hundred places are all marked, their words never one over another."""
    many = [site(f"Town {n}", at(10 + n % 20, n // 20)) for n in range(300)]
    drawing = draw_map(a_map(*many))
    assert len(drawing.marks) == 300
    placed = [m.label for m in drawing.marks if m.label]
    boxes = boxes_of([(p.text, p.x, p.y, p.anchor) for p in placed])
    tight = [
        Box(left=b.left + 0.2, top=b.top + 0.2, right=b.right - 0.2, bottom=b.bottom - 0.2) for b in boxes
    ]
    assert not any(a.meets(b) for n, a in enumerate(tight) for b in tight[n + 1 :])
    assert len(placed) > 40


def a_network(*ties: Tie, name: str = "") -> NetworkPage:
    """A page with those ties, all ends drawn."""
    found = dict.fromkeys(key for t in ties for key in (t.one, t.other))
    nodes = tuple(
        Node(entity=k, shown=k, type="Person", ties=1, steps=n if name else 0) for n, k in enumerate(found)
    )
    return NetworkPage(
        filter=Filter(name=name), called="", nodes=nodes, ties=ties, entities=len(nodes), left_out=0
    )


def tie(one: str, other: str, shown: str = "leader of", *, both_ways: bool = False, **more: object) -> Tie:
    """One relation."""
    said = told("leader_of", **more)
    return Tie(one=one, one_shown=one, other=other, other_shown=other, shown=shown, event="",
               standing=said.standing, both_ways=both_ways, told=(said,))  # fmt: skip


def test_lines_say_how_they_stand() -> None:
    """Dashed where somebody denies, dotted where only planned, and the words say it too."""
    drawing = draw_network(
        a_network(
            tie("a", "b"),
            tie("a", "c", standing="disputed", denied_by=("c",)),
            tie("a", "d", standing="", said_by=(), supposed_by=("d",)),
            tie("a", "e", "allied with", both_ways=True),
            name="a",
        )
    )
    assert [line.sign for line in drawing.lines] == ["", "disputed", "supposed", ""]
    assert [line.arrow for line in drawing.lines] == [True, True, True, False]
    assert "disputed" in drawing.lines[1].title
    assert "only wanted, planned or supposed" in drawing.lines[2].title
    assert drawing.lines[0].address == "/report/r1?statement=s1#marked"
    assert [d.asked for d in drawing.dots] == [True, False, False, False, False]


def test_several_ties_of_two_are_one_line() -> None:
    """One line leads to the table's row; there and back has no arrow."""
    (line,) = draw_network(a_network(tie("a", "b"), tie("b", "a", "hostile to"))).lines
    assert (line.address, line.arrow) == ("#tie-1", False)
    assert "and 1 more" in line.title


def moment(event: str, date: str, *rivals: str, **more: object) -> Moment:
    """One event at one date."""
    first, last = ends(date) if date else ("", "")
    fields: dict[str, object] = {
        "event": event, "shown": event, "date": date, "first_day": first, "last_day": last,
        "rough": "~" in date, "rivals": rivals, "told": told("date") if date else None,
        "happened": told("event_type"), "places": (), "actors": (), "reports": 1, **more,
    }  # fmt: skip
    return Moment(**fields)  # type: ignore[arg-type]


def a_timeline(*moments: Moment) -> TimelinePage:
    """A page with those moments."""
    return TimelinePage(filter=Filter(), called="", moments=moments, left_out=0,
                        part=Part(start=0, shown=len(moments), total=len(moments), most=0))  # fmt: skip


def test_dates_are_as_wide_as_they_are() -> None:
    """A day is a point, a month a bar, a year a longer one; an open end goes on beyond the drawing."""
    drawing = draw_timeline(
        a_timeline(
            moment("raid", "2031-04-02"),
            moment("talks", "2031-04"),
            moment("siege", "2031"),
            moment("war", "2031-06-01/.."),
        )
    )
    spans = {row.title.partition(":")[0]: row.spans[0] for lane in drawing.lanes for row in lane.rows}
    assert spans["raid"].width == 0
    assert 0 < spans["talks"].width < spans["siege"].width / 5
    assert spans["war"].after
    assert [lane.heading.text[:5] for lane in drawing.lanes] == ["Rough", "Dated"]


def test_rival_dates_share_a_row() -> None:
    """Two dates of one event stand side by side, joined, with words that say that there are two."""
    drawing = draw_timeline(
        a_timeline(moment("raid", "2031-04-02", "2031-04-09"), moment("raid", "2031-04-09", "2031-04-02"))
    )
    (row,) = drawing.lanes[0].rows
    assert [s.sign for s in row.spans] == ["rival", "rival"]
    assert row.tie is not None
    assert row.label.text == "raid (2 dates)"


def test_what_did_not_happen_reads_so() -> None:
    """Planned and denied events are hollow and say it in words."""
    planned = told("event_type", said_by=(), supposed_by=("x",), mood="planned")
    denied = told("event_type", said_by=(), denied_by=("x",))
    drawing = draw_timeline(
        a_timeline(
            moment("talks", "2031-04-02", happened=planned), moment("raid", "2031-04-03", happened=denied)
        )
    )
    rows = drawing.lanes[0].rows
    assert [(r.spans[0].sign, r.label.text) for r in rows] == [
        ("supposed", "talks (planned)"), ("denied", "raid (denied)"),
    ]  # fmt: skip


def test_many_events_and_undated_ones() -> None:
    """No more rows than can be read; what is left out is counted; undated events have their lane."""
    many = [moment(f"raid {n}", f"2031-04-{n % 28 + 1:02}") for n in range(ROWS + 40)]
    undated = [moment(f"talks {n}", "") for n in range(UNDATED + 3)]
    drawing = draw_timeline(a_timeline(*many, *undated))
    assert [len(lane.rows) for lane in drawing.lanes] == [ROWS, UNDATED]
    assert drawing.left_out == 40
    assert "3 of them only in the table" in drawing.lanes[1].heading.text


def test_nothing_is_drawn_of_nothing() -> None:
    """Empty pages have empty drawings."""
    assert draw_map(a_map()).marks == ()
    assert draw_network(a_network()).lines == ()
    assert draw_timeline(a_timeline()).lanes == ()


def test_land_does_not_run_back_around_the_world() -> None:
    """A shape across the 180th meridian goes on: no line of land, but along the pole, goes around the world."""
    for country in load_countries():
        for ring in country.rings:
            jumps = abs(ring[1:, 0] - ring[:-1, 0]) > 60
            assert (ring[:-1, 1][jumps] == -90).all(), country.name


def test_no_words_of_the_axis_stick_out() -> None:
    """The last mark of a line of time has no words where they would not end within it; all others have."""
    first = date(2030, 1, 1).toordinal()
    for days in range(20, 3000, 37):
        found = ticks(axis_of([(first, first + days)], 28.0, 932.0))
        assert all(t.x + width_of(t.text, 12.0) <= 932.0 for t in found)
        assert all(t.text for t in found[:-1])
