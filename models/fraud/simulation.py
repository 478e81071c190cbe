"""Two years of a shop's orders, invented: households, companies and travellers, gifts, and four ways of fraud.

What separates thief from household is decided here by what is commonly reported of such cases, not observed. Everything
follows from the seed.
"""

import math
import random

from orders import DAY, HOUR, SUN_HOURS

# 1 November 2024, midnight UTC.
START = 1_730_419_200
DAYS = 730
CUSTOMERS = 17_000
RINGS = 46
TAKEOVERS = 170
LONE_THIEVES = 190
FRIENDLY_SHARE = 0.0012
# Banks pass a chargeback on within about four months; what has not come by then does not come.
MATURITY_DAYS = 120
REPORTED_SHARE = 0.88

REGIONS = ["US-NY", "US-CA", "US-TX", "US-IL", "US-FL", "US-WA", "US-GA", "US-CO", "US-OH", "CA-ON", "GB", "DE", "FR"]
CHANNELS = [("shopify", 0.52), ("storefront", 0.24), ("amazon", 0.16), ("walmart", 0.08)]
PAYMENTS = [("card", 0.62), ("wallet", 0.26), ("invoice", 0.05), ("bank_transfer", 0.07)]


def pick(chance, weighted):
    drawn = chance.random()
    for value, share in weighted:
        drawn -= share
        if drawn < 0:
            return value
    return weighted[-1][0]


def poisson(chance, mean):
    """Knuth's method, fit for small means."""
    count, product, limit = 0, chance.random(), math.exp(-mean)
    while product > limit:
        count += 1
        product *= chance.random()
    return count


def moment(chance, day, place, night=False):
    """A moment of a day by the sun of the place: most people order in the evening, thieves whenever they are up."""
    hour = chance.triangular(6, 24, 19.5) if not night else chance.triangular(-3, 8, 2)
    return int(START + day * DAY + (hour % 24 - SUN_HOURS[place]) * HOUR)


def basket(chance, scale, resale=False):
    count = 1 + poisson(chance, 0.25 if resale else 1.0)
    lines = []
    for _ in range(count):
        quantity = 1 + poisson(chance, 1.3 if resale else 0.2)
        price = max(100, round(100 * scale * math.exp(chance.gauss(0, 0.5))))
        lines.append({"quantity": quantity, "unit_price": price, "requires_shipping": chance.random() > (0.12 if resale else 0.05)})
    return lines


def totals_of(chance, lines, express):
    subtotal = sum(line["quantity"] * line["unit_price"] for line in lines)
    discount = round(subtotal * 0.3 * chance.random()) if chance.random() < 0.3 else 0
    shipping = 1_500 if express else 500 if subtotal < 10_000 else 0
    return {"subtotal": subtotal, "discount": discount, "shipping": shipping, "total": subtotal - discount + shipping}


def order_of(chance, who, at, lines, **given):
    known = {"channel": "shopify", "payment": "card", "express": False, "place": who["place"], "fraud": None, "currency": "USD", **given}
    return {
        "at": at,
        "person": who["person"],
        "channel": known["channel"],
        "currency": known["currency"],
        "place": known["place"],
        "payment": known["payment"],
        "discrepancies": poisson(chance, 0.02),
        "totals": totals_of(chance, lines, known["express"]),
        "lines": lines,
        "risk": {name: value for name, value in known["risk"].items() if value is not None},
        "charged_at": None,
        "fraud": known["fraud"],
    }


def billing(same_country=True, same_region=True, same_postal=True, km=0):
    return {"same_country": same_country, "same_region": same_region, "same_postal": same_postal, "km": km}


def elsewhere(chance, abroad):
    """A bill that goes somewhere else than the parcel."""
    if chance.random() < abroad:
        return billing(False, False, False, round(chance.uniform(900, 9_500)))
    if chance.random() < 0.35:
        return billing(same_postal=False, km=round(chance.uniform(20, 300)))
    return billing(True, False, False, round(chance.uniform(150, 3_900)))


def honest_customer(chance, number):
    kind = pick(chance, [("free-mail", 0.7), ("company", 0.27), ("disposable", 0.01), (None, 0.02)])
    buys_for_company = kind == "company" and chance.random() < 0.25
    return {
        "person": f"p{number}",
        "place": REGIONS[int(chance.random() ** 1.5 * len(REGIONS))],
        "kind": kind,
        "domain": f"d{chance.randrange(900)}" if kind == "company" else "throwaway" if kind == "disposable" else None,
        # Neighbours share a network, and more so those whose provider has few addresses.
        "network": f"n{int(chance.random() ** 2 * 6_000)}",
        "device": f"v{number}",
        "scale": math.exp(chance.gauss(3.3, 0.75)),
        "currency": "JPY" if chance.random() < 0.02 else "USD",
        "channel": pick(chance, CHANNELS),
        "orders": 1 + int(chance.paretovariate(1.25)) % 26,
        "company": buys_for_company,
        "liar": chance.random() < 0.004,
    }


def honest_order(chance, who, day):
    marketplace = who["channel"] in ("amazon", "walmart")
    travels = chance.random() < 0.05
    gift = chance.random() < 0.08
    mobile = chance.random() < 0.25
    network = f"m{chance.randrange(60)}" if mobile or travels else who["network"]
    place = REGIONS[chance.randrange(len(REGIONS))] if gift and chance.random() < 0.5 else who["place"]
    risk = {
        "email_kind": "relay" if marketplace else who["kind"],
        "email_domain": None if marketplace else who["domain"],
        "network": None if marketplace or chance.random() < 0.12 else network,
        "device": who["device"] if who["channel"] == "storefront" and chance.random() < 0.9 else None,
        "billing": None if marketplace else elsewhere(chance, 0.12) if gift or who["company"] and chance.random() < 0.3 else billing(),
    }
    lines = basket(chance, who["scale"] * (1.8 if gift or chance.random() < 0.06 else 1), resale=who["company"])
    payment = "other" if marketplace else pick(chance, PAYMENTS)
    at = moment(chance, day, who["place"], night=chance.random() < 0.07)
    denies = chance.random() < (0.2 if who["liar"] else FRIENDLY_SHARE)
    return order_of(
        chance, who, at, lines, risk=risk, channel=who["channel"], payment=payment, place=place, currency=who["currency"],
        express=chance.random() < 0.15, fraud="friendly" if denies and not marketplace else None,
    )  # fmt: skip


def lifetime(chance, who):
    """Days of a customer's orders: from some day on, with weeks to months between."""
    day = chance.randrange(-200, DAYS)
    for _ in range(who["orders"]):
        if 0 <= day < DAYS:
            yield day
        # Something forgotten is ordered the same day or the next.
        day += chance.randrange(0, 2) if chance.random() < 0.08 else 1 + int(chance.expovariate(1 / 55))


def ring(chance, number):
    """Several accounts, few devices, one network, dear goods to one address, within days."""
    day, place = chance.randrange(5, DAYS - 3), REGIONS[chance.randrange(len(REGIONS))]
    channel = pick(chance, [("shopify", 0.55), ("storefront", 0.45)])
    domain = None if chance.random() < 0.45 else f"r{number}"
    scale, careful = math.exp(chance.gauss(4.2, 0.6)), chance.random() < 0.3
    for account in range(chance.randrange(3, 13)):
        kind = "company" if domain else pick(chance, [("free-mail", 0.65), ("disposable", 0.35)])
        who = {"person": f"r{number}.{account}", "place": place}
        for _ in range(chance.randrange(1, 4)):
            risk = {
                "email_kind": kind,
                "email_domain": domain or ("throwaway" if kind == "disposable" else None),
                "network": f"m{chance.randrange(60)}" if careful else f"x{number}",
                "device": f"y{number}.{chance.randrange(2)}" if channel == "storefront" else None,
                "billing": elsewhere(chance, 0.15) if chance.random() < 0.75 else billing(),
            }
            at = moment(chance, day + int(chance.expovariate(1 / 1.2)), place, night=chance.random() < 0.4)
            lines = basket(chance, scale, resale=True)
            yield order_of(
                chance, who, at, lines, risk=risk, channel=channel, express=chance.random() < 0.45,
                payment=pick(chance, [("card", 0.93), ("wallet", 0.07)]), fraud="ring",
            )  # fmt: skip


def takeover(chance, number, who):
    """Somebody else in a customer's account: other device, other network, other address, more than ever before."""
    place = REGIONS[chance.randrange(len(REGIONS))]
    day = chance.randrange(60, DAYS - 2)
    for turn in range(1 + poisson(chance, 0.8)):
        risk = {
            "email_kind": who["kind"],
            "email_domain": who["domain"],
            "network": f"t{number}" if chance.random() < 0.7 else f"m{chance.randrange(60)}",
            "device": f"t{number}" if who["channel"] == "storefront" else None,
            "billing": elsewhere(chance, 0.1),
        }
        lines = basket(chance, who["scale"] * chance.uniform(1.5, 6), resale=True)
        at = moment(chance, day, place, night=chance.random() < 0.3) + turn * 900
        yield order_of(
            chance, who, at, lines, risk=risk, channel=who["channel"], payment=pick(chance, [("card", 0.7), ("wallet", 0.3)]),
            place=place, express=chance.random() < 0.5, fraud="takeover",
        )  # fmt: skip


def lone_thief(chance, number):
    """A stolen card, a new account, one order or two."""
    who = {"person": f"l{number}", "place": REGIONS[chance.randrange(len(REGIONS))]}
    channel = pick(chance, [("shopify", 0.6), ("storefront", 0.4)])
    kind = pick(chance, [("free-mail", 0.8), ("disposable", 0.12), ("company", 0.08)])
    day, scale = chance.randrange(0, DAYS - 2), math.exp(chance.gauss(4.0, 0.8))
    for turn in range(1 + poisson(chance, 0.7)):
        risk = {
            "email_kind": kind,
            "email_domain": f"d{chance.randrange(900)}" if kind == "company" else "throwaway" if kind == "disposable" else None,
            "network": f"m{chance.randrange(60)}" if chance.random() < 0.5 else f"l{number}",
            "device": f"l{number}" if channel == "storefront" else None,
            "billing": elsewhere(chance, 0.2) if chance.random() < 0.6 else billing(),
        }
        at = moment(chance, day, who["place"], night=chance.random() < 0.3) + turn * chance.randrange(300, 40_000)
        lines = basket(chance, scale, resale=chance.random() < 0.7)
        yield order_of(chance, who, at, lines, risk=risk, channel=channel, express=chance.random() < 0.4, fraud="card")


def charge_back(chance, order):
    """When the bank tells of it, if it does: the median is about five weeks."""
    if order["fraud"] is None or order["payment"] in ("invoice", "bank_transfer") or chance.random() > REPORTED_SHARE:
        return
    days = 35 * math.exp(chance.gauss(0, 0.55))
    if days < MATURITY_DAYS:
        order["charged_at"] = order["at"] + int(days * DAY)


def simulated_orders(seed, scale=1.0):
    """Orders in the order of time. `fraud` says what each is, `charged_at` when the bank says so, if it does."""
    chance = random.Random(seed)
    customers = [honest_customer(chance, number) for number in range(int(CUSTOMERS * scale))]
    orders = [honest_order(chance, who, day) for who in customers for day in lifetime(chance, who)]
    for number in range(max(1, int(RINGS * scale))):
        orders.extend(ring(chance, number))
    regulars = [who for who in customers if who["orders"] > 1 and who["channel"] not in ("amazon", "walmart")]
    for number in range(max(1, int(TAKEOVERS * scale))):
        orders.extend(takeover(chance, number, regulars[chance.randrange(len(regulars))]))
    for number in range(max(1, int(LONE_THIEVES * scale))):
        orders.extend(lone_thief(chance, number))
    # Orders of one second would each come before the other.
    orders = list({order["at"]: order for order in orders}.values())
    orders.sort(key=lambda order: order["at"])
    for number, order in enumerate(orders):
        charge_back(chance, order)
        order["id"] = number
    return orders
