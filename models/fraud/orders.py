"""From orders to features, in Python: what `lib/fraud` computes when it serves, computed over a simulated history.

`artefact/parity.json` holds simulated orders with the features that this file makes of them; a test lets the serving code compute
the same from the same orders, and fails where one differs.
"""

import json
import math
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

HOUR = 3_600
DAY = 24 * HOUR
# Orders of one list that are looked at; `pastOrdersMax` in lib/fraud/app/signals/fraud-signals.ts.
PAST_MAX = 199
PRIOR_ORDERS = 50
PRIOR_RATE = 0.006
DOLLAR_LIKE = {"USD", "EUR", "GBP", "CAD"}
PAID_LATER = {"invoice", "instalments", "cash_on_delivery"}
MARKETPLACES = {"amazon", "walmart", "ebay", "etsy", "tiktok"}
# Hours by the sun at the middles of the regions and countries in lib/sourcing/domain/centroids.ts, a 24th of a day for 15 degrees.
SUN_HOURS = {
    "US-NY": -5, "US-CA": -8, "US-TX": -7, "US-IL": -6, "US-FL": -5, "US-WA": -8, "US-GA": -6, "US-CO": -7, "US-OH": -6, "CA-ON": -5,
    "GB": 0, "FR": 0, "DE": 1, "RO": 2, "NG": 1,
}  # fmt: skip


def percent(part, whole):
    """Rounded as JavaScript's `toFixed` does: halves of the exact value away from zero."""
    if whole <= 0:
        return None
    exact = Decimal(100 * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return min(100.0, max(0.0, float(exact)))


def content_features(order):
    lines = order["lines"]
    units = sum(line["quantity"] for line in lines)
    dollars = order["currency"] in DOLLAR_LIKE
    hours = order["at"] // HOUR
    totals = order["totals"]
    return {
        "total": totals["total"] / 100 if dollars else None,
        "highest_unit_price": max(line["unit_price"] for line in lines) / 100 if dollars else None,
        "line_count": len(lines),
        "unit_count": units,
        "largest_line_units": max(line["quantity"] for line in lines),
        "digital_percent": percent(sum(line["quantity"] for line in lines if not line["requires_shipping"]), units),
        "discount_percent": percent(totals["discount"], totals["subtotal"]),
        "shipping_percent": percent(totals["shipping"], totals["subtotal"]),
        "hour": hours % 24,
        "weekday": (hours // 24 + 3) % 7,
        "pays_by_card": int(order["payment"] == "card"),
        "pays_later": int(order["payment"] in PAID_LATER),
        "discrepancy_count": order["discrepancies"],
    }


def median(values):
    ordered = sorted(values)
    half = len(ordered) / 2
    return (ordered[math.ceil(half) - 1] + ordered[math.floor(half)]) / 2 if ordered else None


class Past:
    """What the lists of orders hold at the moment of an order. Orders come in the order of time."""

    def __init__(self):
        self.lists = defaultdict(list)

    def add(self, order):
        for key in self.keys(order):
            self.lists[key].append(order)

    def keys(self, order):
        named = [("person", order["person"]), *((name, order["risk"].get(name)) for name in ("network", "device", "email_domain"))]
        return [key for key in named if key[1] is not None]

    def before(self, order, name, token, days=None):
        """Earlier orders, the newest last."""
        found = self.lists.get((name, token), [])[-PAST_MAX:]
        since = -math.inf if days is None else order["at"] - days * DAY
        return [past for past in found if since <= past["at"]]

    def velocity(self, prefix, order, name, token):
        spans = {"1h": HOUR, "24h": DAY, "7d": 7 * DAY}
        if token is None:
            return {f"{prefix}_orders_{span}": None for span in spans}
        found = self.before(order, name, token)
        return {f"{prefix}_orders_{span}": sum(past["at"] > order["at"] - width for past in found) for span, width in spans.items()}

    def customers(self, order, name, token):
        if token is None:
            return None
        people = {past["person"] for past in self.before(order, name, token) if past["at"] > order["at"] - 7 * DAY}
        return len((people | {order["person"]}) - {None})

    def domain_rate(self, order):
        token = order["risk"].get("email_domain")
        if token is None:
            return None
        found = self.before(order, "email_domain", token, 365)
        charged = sum(past["charged_at"] is not None and past["charged_at"] <= order["at"] for past in found)
        return (charged + PRIOR_ORDERS * PRIOR_RATE) / (len(found) + PRIOR_ORDERS)

    def customer(self, order):
        if order["person"] is None:
            return {"earlier_orders": None, "earlier_chargebacks": None, "customer_days": None, "value_to_median": None}
        everything = self.lists.get(("person", order["person"]), [])
        found = everything[-PAST_MAX:]
        middle = median([past["totals"]["total"] for past in found if past["currency"] == order["currency"]])
        return {
            "earlier_orders": len(found),
            "earlier_chargebacks": sum(past["charged_at"] is not None and past["charged_at"] <= order["at"] for past in everything),
            "customer_days": (order["at"] - everything[0]["at"]) // DAY if everything else None,
            "value_to_median": min(1_000, order["totals"]["total"] / middle) if middle else None,
        }

    def features(self, order):
        risk = order["risk"]
        billing = risk.get("billing") or {}
        kind = risk.get("email_kind")
        differs = lambda name: None if billing.get(name) is None else int(not billing[name])  # noqa: E731
        is_kind = lambda wanted: None if kind is None else int(kind == wanted)  # noqa: E731
        offset = SUN_HOURS.get(order["place"])
        return {
            **content_features(order),
            **self.velocity("email", order, "person", order["person"]),
            **self.velocity("network", order, "network", risk.get("network")),
            "network_customers_7d": self.customers(order, "network", risk.get("network")),
            **self.velocity("device", order, "device", risk.get("device")),
            "device_customers_7d": self.customers(order, "device", risk.get("device")),
            "billing_other_country": differs("same_country"),
            "billing_other_region": differs("same_region"),
            "billing_other_postal": differs("same_postal"),
            "billing_km": billing.get("km"),
            "email_free_mail": is_kind("free-mail"),
            "email_disposable": is_kind("disposable"),
            "email_domain_chargeback_rate": self.domain_rate(order),
            **self.customer(order),
            "marketplace": int(order["channel"] in MARKETPLACES),
            "local_hour": None if offset is None else (order["at"] // HOUR + offset) % 24,
        }


def feature_rows(orders, names):
    """One row per order, each from what came before it alone."""
    past = Past()
    rows = []
    for order in orders:
        features = past.features(order)
        if list(features) != names:
            raise ValueError(f"The features are {', '.join(features)}; the schema names {', '.join(names)}")
        rows.append([math.nan if value is None else float(value) for value in features.values()])
        past.add(order)
    return rows


def parity_text(orders, names):
    """Orders with their features, one order a line."""
    past = Past()
    lines = []
    for order in orders:
        features = past.features(order)
        past.add(order)
        told = {name: value for name, value in order.items() if name != "fraud"}
        lines.append(json.dumps({"order": told, "features": [features[name] for name in names]}, separators=(",", ":")))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def shares(orders):
    """What the simulation made, for the eye."""
    return dict(Counter(order["fraud"] or "honest" for order in orders))
