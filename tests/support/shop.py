"""A shop's events: made up from a seed, the same every time, and a plain recount of them."""

import collections
import random
from datetime import UTC, datetime, timedelta

FIRST = datetime(2030, 3, 1, tzinfo=UTC)
DAYS = 12
CATEGORIES = ["books", "shoes", "toys"]


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"


class Shop:
    """Sessions of some endpoints over some days: `requests`, each a BatchItem, and `events` as `(endpoint, id, event)`."""

    def __init__(self, seed=7, endpoints=60, sessions=260):
        dice = random.Random(seed)
        self.events = []
        for session in range(sessions):
            endpoint = f"phone-{int(endpoints * dice.random() ** 1.5):03}"
            begin = FIRST + timedelta(seconds=dice.randrange(DAYS * 86_400 - 4_000))
            self._session(dice, endpoint, f"s{session:04}", begin)
        self.requests = list(self._requests(dice))

    def _session(self, dice, endpoint, session, begin):
        told = {"Id": session, "StartTimestamp": iso(begin)}
        self._event(endpoint, f"{session}-start", "_session.start", begin, Session=told)
        at = begin
        for number in range(dice.randrange(5)):
            at += timedelta(seconds=dice.randrange(5, 300))
            kind = dice.choice(["product.view", "product.view", "cart.add", "_monetization.purchase"])
            price = dice.randrange(100, 9_000) / 4
            if kind.startswith("_"):
                members = {
                    "Attributes": {"_currency": dice.choice(["EUR", "USD"]), "_product_id": f"sku-{dice.randrange(30)}"},
                    "Metrics": {"_item_price": price, "_quantity": float(dice.randrange(1, 4))},
                }
            else:
                members = {"Attributes": {"category": dice.choice(CATEGORIES)}, "Metrics": {"price": price}}
            self._event(endpoint, f"{session}-{number}", kind, at, Session=told, **members)
        length = timedelta(seconds=dice.randrange(10, 600))
        stop = {**told, "StopTimestamp": iso(begin + length), "Duration": int(length.total_seconds() * 1000)}
        self._event(endpoint, f"{session}-stop", "_session.stop", at + timedelta(seconds=1), Session=stop)

    def _event(self, endpoint, id, kind, at, **members):
        self.events.append((endpoint, id, {"EventType": kind, "Timestamp": iso(at), **members}))

    def _requests(self, dice):
        """Some requests are sent twice, and some events once more among others: clients do both."""
        waiting = sorted(self.events, key=lambda event: event[2]["Timestamp"])
        while waiting:
            size = dice.randrange(20, 80)
            batch, waiting = waiting[:size], waiting[size:]
            request = collections.defaultdict(lambda: {"Endpoint": {}, "Events": {}})
            for endpoint, id, event in batch:
                request[endpoint]["Events"][id] = event
            yield dict(request)
            if dice.random() < 0.3:
                yield dict(request)
            if dice.random() < 0.3:
                waiting = dice.sample(batch, 5) + waiting

    # The recount.

    def by_day(self, kind=None):
        """Events by their day, those of a type or all."""
        days = collections.defaultdict(list)
        for endpoint, _, event in self.events:
            if kind in (None, event["EventType"]):
                days[event["Timestamp"][:10]].append((endpoint, event))
        return days

    def active(self, kind=None):
        """Endpoints by day."""
        return {day: {endpoint for endpoint, _ in events} for day, events in self.by_day(kind).items()}
