"""What apps report, counted: each chart against a recount of what was reported, also when clients repeat themselves and the process dies."""

import collections
import csv
import io
from datetime import date, timedelta

import pytest
from support.app import App
from support.runner import Runner
from support.shop import DAYS, FIRST, Shop

SHOP = Shop()
NOW = "2030-03-13T00:00:00Z"
DAY = [(FIRST.date() + timedelta(days=n)).isoformat() for n in range(DAYS)]
WINDOW = f"start-time={DAY[0]}T00:00:00Z&end-time={DAY[-1]}T23:59:59Z"


def put_all(app, requests):
    for request in requests:
        answer = app.pinpoint.put_events(ApplicationId=app.id, EventsRequest={"BatchItem": request})
        for item in answer["EventsResponse"]["Results"].values():
            assert {event["StatusCode"] for event in item["EventsItemResponse"].values()} == {202}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Everything reported, some of it twice; killed in the middle, and started again: `(runner, app)`."""
    data = tmp_path_factory.mktemp("events") / "data"
    half = len(SHOP.requests) // 2
    with Runner(data=data, clock="manual") as runner:
        runner.request("POST", "/local/clock", {"set": NOW})
        app = App.create(runner.client(), "shop")
        put_all(app, SHOP.requests[:half])
        runner.kill()
    with Runner(data=data, clock="manual") as runner:
        app = App(runner.client(), app.id)
        put_all(app, SHOP.requests[half:])
        runner.drain()
        yield runner, app


@pytest.fixture
def report(story):
    runner, app = story

    def rows(name, query=""):
        path = f"/v1/apps/{app.id}/analytics/{name}?{WINDOW}{query}"
        status, _, answer = runner.request("GET", path)
        assert status == 200, answer
        return answer["Rows"]

    return rows


def test_every_event_is_archived_once(story):
    runner, app = story
    kept = collections.Counter(event["event_id"] for event in runner.events(app=app.id))
    assert kept == {f"{app.id}/{endpoint}/{id}": 1 for endpoint, id, _ in SHOP.events}


def test_usage(report):
    active, sessions = SHOP.active(), SHOP.by_day("_session.start")
    rows = {row["date"]: row for row in report("usage")}
    assert list(rows) == DAY
    for day, row in rows.items():
        assert row["daily_active_endpoints"] == len(active[day])
        month = {endpoint for other in DAY if other <= day for endpoint in active[other]}
        assert row["monthly_active_endpoints"] == len(month)
        assert row["sticky_factor"] == pytest.approx(len(active[day]) / len(month))
        assert row["sessions"] == len(sessions[day])
        lengths = [event["Session"]["Duration"] for _, event in SHOP.by_day("_session.stop")[day]]
        assert row["session_ms_average"] == pytest.approx(sum(lengths) / len(lengths))
        assert (row["session_ms_min"], row["session_ms_max"]) == (min(lengths), max(lengths))


def test_sessions_by_weekday_and_hour(report):
    expected = collections.Counter()
    for day, events in SHOP.by_day("_session.start").items():
        for _, event in events:
            expected[date.fromisoformat(day).isoweekday(), int(event["Timestamp"][11:13])] += 1
    found = {(row["weekday"], row["hour"]): row["sessions"] for row in report("sessions-heatmap")}
    assert {place: count for place, count in found.items() if count} == expected


def test_who_comes_back(report):
    openers = SHOP.active("_session.start")
    rows = {row["date"]: row for row in report("retention")}
    for n, day in enumerate(DAY):
        row, later = rows[day], DAY[n + 1 : n + 8]
        assert row["openers"] == len(openers[day])
        over = n + 7 < DAYS  # the last of the seven days is over at midnight
        assert ("day_7" in row) == over
        if over:
            assert row["day_7"] == len(openers[day] & set().union(*(openers[other] for other in later)))
        assert "day_14" not in row and "day_30" not in row


def test_revenue(report):
    expected = collections.defaultdict(lambda: [0.0, 0, 0.0, set()])
    for day, events in SHOP.by_day("_monetization.purchase").items():
        for endpoint, event in events:
            sums = expected[day, event["Attributes"]["_currency"]]
            sums[0] += event["Metrics"]["_item_price"] * event["Metrics"]["_quantity"]
            sums[1] += 1
            sums[2] += event["Metrics"]["_quantity"]
            sums[3].add(endpoint)
    found = {(row["date"], row["currency"]): row for row in report("revenue") if "currency" in row}
    assert set(found) == set(expected)
    for place, (revenue, purchases, units, payers) in expected.items():
        row = found[place]
        assert row["revenue"] == pytest.approx(revenue)


def test_events_by_type_attribute_and_metric(report):
    counted = collections.Counter(event["EventType"] for _, _, event in SHOP.events)
    rows = {row["event_type"]: row for row in report("events")}
    assert {kind: row["events"] for kind, row in rows.items()} == counted
    views = [(endpoint, event) for endpoint, _, event in SHOP.events if event["EventType"] == "product.view"]
    assert rows["product.view"]["endpoints"] == len({endpoint for endpoint, _ in views})
    by_day = {row["date"]: row["events"] for row in report("events", "&event-type=product.view") if row["events"]}
    assert by_day == {day: len(events) for day, events in SHOP.by_day("product.view").items()}
    values = {row["value"]: row["events"] for row in report("events", "&event-type=product.view&attribute=category")}
    assert values == collections.Counter(event["Attributes"]["category"] for _, event in views)
    for row in report("events", "&event-type=product.view&metric=price"):
        prices = [event["Metrics"]["price"] for _, event in SHOP.by_day("product.view")[row["date"]]]
        assert row["count"] == len(prices)
        if prices:
            assert (row["min"], row["max"]) == (min(prices), max(prices))
            assert row["sum"] == pytest.approx(sum(prices))


def test_a_funnel(story):
    runner, app = story
    steps = ["product.view", "cart.add", "_monetization.purchase"]
    reached = [set() for _ in steps]
    for endpoint in {endpoint for endpoint, _, _ in SHOP.events}:
        own = sorted((event["Timestamp"], event["EventType"]) for other, _, event in SHOP.events if other == endpoint)
        at = 0
        for _, kind in own:
            if at < len(steps) and kind == steps[at]:
                reached[at].add(endpoint)
                at += 1
    body = {"Steps": [{"EventType": kind} for kind in steps], "StartTime": f"{DAY[0]}T00:00:00Z", "EndTime": f"{DAY[-1]}T23:59:59Z"}
    status, _, answer = runner.request("POST", f"/v1/apps/{app.id}/analytics/funnels", body)
    assert status == 200, answer
    assert [step["Endpoints"] for step in answer["Steps"]] == [len(endpoints) for endpoints in reached]


def test_the_same_for_a_spreadsheet(story, report):
    runner, app = story
    path = f"{runner.url}/v1/apps/{app.id}/analytics/usage?{WINDOW}"
    answer = runner.text("GET", path.removeprefix(runner.url), headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer)))
    expected = report("usage")
    assert [row["date"] for row in rows] == [row["date"] for row in expected]
    assert [int(row["sessions"]) for row in rows] == [row["sessions"] for row in expected]


def test_activity_and_owners(story):
    """Endpoints that nobody had heard of exist now, and can be found by when they were active."""
    _, app = story
    assert app.endpoint("phone-000")["OptOut"] == "ALL"
    assert {endpoint for endpoint, _, _ in SHOP.events} == {
        endpoint for endpoint, _, _ in SHOP.events if app.endpoint(endpoint)["Id"] == endpoint
    }


def test_a_stream_of_ones_own_misses_nothing_while_it_is_down(tmp_path):
    """Down for a day, and then everything is there, once at least and in order per endpoint."""
    arn = "arn:aws:kinesis:us-east-1:123456789012:stream/own"

    def arrived(runner):
        listed = runner._all("/local/destination", "events", {"arn": arn})
        return [arrival["event"] for arrival in listed]

    with Runner(data=tmp_path / "data", clock="manual") as runner:
        runner.request("POST", "/local/clock", {"set": NOW})
        app = App.create(runner.client(), "shop")
        app.pinpoint.put_event_stream(
            ApplicationId=app.id,
            WriteEventStream={"DestinationStreamArn": arn, "RoleArn": "arn:aws:iam::123456789012:role/stream"},
        )
        requests = [request for n, request in enumerate(SHOP.requests) if n == 0 or request != SHOP.requests[n - 1]][:12]
        put_all(app, requests[:4])
        runner.drain()
        before = len(arrived(runner))
        assert before == len({id for request in requests[:4] for item in request.values() for id in item["Events"]})
        runner.request("POST", "/local/destination", {"arn": arn, "state": "down"})
        for request in requests[4:10]:
            put_all(app, [request])
            runner.advance("PT4H")
            runner.drain()
        assert len(arrived(runner)) == before
        runner.request("POST", "/local/destination", {"arn": arn, "state": "up"})
        put_all(app, requests[10:])
        runner.advance("PT10M")
        runner.drain()
        order = collections.defaultdict(list)
        for record in arrived(runner):
            endpoint, id = record["event_id"].split("/", 2)[1:]
            if id not in order[endpoint]:
                order[endpoint].append(id)
        told = collections.defaultdict(dict)
        for number, request in enumerate(requests):
            for endpoint, item in request.items():
                for id in item["Events"]:
                    told[endpoint].setdefault(id, number)
        assert {endpoint: set(ids) for endpoint, ids in order.items()} == {endpoint: set(ids) for endpoint, ids in told.items()}
        for endpoint, ids in order.items():
            numbers = [told[endpoint][id] for id in ids]
            assert numbers == sorted(numbers), "what was told first arrived first"
