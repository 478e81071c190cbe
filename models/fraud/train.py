"""Starter model of fraud: the probability that an order ends in a chargeback, learnt from a seeded simulation."""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
# Beside this file in the training image, in `common` in the repository.
sys.path[:0] = [str(HERE), str(HERE.parent / "common")]

import artefact  # noqa: E402

ORDERS = 40_000
FRAUD_SHARE = 0.025
# Chargebacks that no feature foretells: the customer denies a purchase that was their own.
FRIENDLY_SHARE = 0.002


def simulate(seed):
    """Invented orders: most are a household's, a few are a thief's, who buys dear, several of one, at night, by card."""
    chance = np.random.Generator(np.random.PCG64(seed))
    thief = chance.random(ORDERS) < FRAUD_SHARE
    pick = lambda when_thief, otherwise: np.where(thief, when_thief, otherwise)  # noqa: E731

    line_count = 1 + chance.poisson(pick(0.4, 1.1))
    extra_units = chance.poisson(pick(1.4, 0.25))
    unit_count = line_count + extra_units
    largest_line = 1 + np.minimum(extra_units, chance.poisson(pick(1.6, 0.3)) + (line_count == 1) * extra_units)
    unit_price = np.round(np.exp(chance.normal(pick(4.6, 3.2), pick(0.9, 0.8))), 2)
    highest = np.round(unit_price * (1 + 0.6 * chance.random(ORDERS) * (line_count > 1)), 2)
    subtotal = unit_price * unit_count
    discount = np.round(np.where(chance.random(ORDERS) < pick(0.15, 0.35), 30 * chance.random(ORDERS), 0), 1)
    express = chance.random(ORDERS) < pick(0.55, 0.15)
    shipping = np.round(np.minimum(100, 100 * np.where(express, 15, 5) / subtotal), 1)
    total = np.round(subtotal * (1 - discount / 100) + np.where(express, 15, 5), 2)
    digital = np.where(chance.random(ORDERS) < pick(0.2, 0.06), 100.0, 0.0)
    night = chance.random(ORDERS) < pick(0.45, 0.12)
    hour = np.where(night, chance.integers(0, 6, ORDERS), chance.integers(6, 24, ORDERS))
    weekday = chance.integers(0, 7, ORDERS)
    payment = chance.random(ORDERS)
    by_card = payment < pick(0.92, 0.6)
    later = ~by_card & (payment > 0.95)
    discrepancies = chance.poisson(pick(0.06, 0.02))
    # About one order in thirty is in a currency whose amounts the model is not told.
    foreign = chance.random(ORDERS) < 0.03

    amount = lambda values: np.where(foreign, np.nan, values)  # noqa: E731
    rows = np.column_stack(
        [
            amount(total),
            amount(highest),
            line_count,
            unit_count,
            largest_line,
            digital,
            discount,
            shipping,
            hour,
            weekday,
            by_card,
            later,
            discrepancies,
        ]
    ).astype(np.float64)
    # A thief is charged back where the payment can be; a parcel caught in time, or a silent victim, leaves no trace.
    labels = (thief & ~later & (chance.random(ORDERS) < 0.85)) | (chance.random(ORDERS) < FRIENDLY_SHARE)
    return rows, labels.astype(np.float64)


if __name__ == "__main__":
    artefact.train(
        HERE,
        simulate,
        {"objective": "binary:logistic", "max_depth": 3, "eta": 0.15, "min_child_weight": 5, "lambda": 2},
        rounds=48,
        measure=lambda labels, scores, _rows: artefact.binary_metrics(labels, scores),
    )
