"""Starter model of fraud: the probability that an order ends in a chargeback, learnt from a seeded simulation."""

import json
import os
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
# Beside this file in the training image, in `common` in the repository.
sys.path[:0] = [str(HERE), str(HERE.parent / "common")]

import artefact  # noqa: E402

NAMES = [feature["name"] for feature in json.loads((HERE / "features.json").read_text(encoding="utf-8"))["features"]]

# The days on which the model would have been trained, and from which on its probabilities are fitted.
TRAINED_ON = 600
CALIBRATED_FROM = 390

# What can only make an order more suspicious, or less: more data would say so, and little must not say otherwise.
MORE_SUSPICIOUS = [
    "total",
    *(f"{who}_orders_{span}" for who in ("email", "network", "device") for span in ("1h", "24h", "7d")),
    "network_customers_7d",
    "device_customers_7d",
    "billing_other_country",
    "billing_other_region",
    "billing_other_postal",
    "email_disposable",
    "email_domain_chargeback_rate",
    "earlier_chargebacks",
    "value_to_median",
]
LESS_SUSPICIOUS = ["earlier_orders", "customer_days", "pays_later", "marketplace"]


def simulate(seed):
    """Rows in the order of time: what had matured on the day of the training, then everything that came after it.

    Between the two lie the orders whose chargebacks were still on their way. They count in the histories of later orders,
    and neither teach nor measure.
    """
    # Only here: where a history is given, nothing is simulated.
    from orders import DAY, feature_rows, shares
    from simulation import MATURITY_DAYS, START, simulated_orders

    orders = simulated_orders(seed)
    print(f"fraud: {len(orders)} orders, {artefact.canonical(shares(orders))}")
    rows = np.array(feature_rows(orders, NAMES))
    labels = np.array([float(order["charged_at"] is not None) for order in orders])
    days = np.array([(order["at"] - START) / DAY for order in orders])
    matured = days < TRAINED_ON - MATURITY_DAYS
    held_out = days >= TRAINED_ON
    kept = matured | held_out
    parts = {"calibration": int((days < CALIBRATED_FROM).sum()), "held_out": int(matured.sum())}
    return rows[kept], labels[kept], parts


def measure(labels, scores, _rows):
    return {
        **artefact.binary_metrics(labels, scores),
        "average_precision": artefact.average_precision(labels, scores),
        "recall_at_1_percent_fpr": artefact.recall_at_false_positives(labels, scores),
    }


def write_parity(folder):
    """The orders by which training and serving are compared. Beside the artefact, and never in the archive of the model."""
    from orders import parity_text
    from simulation import simulated_orders

    (folder / "parity.json").write_text(parity_text(simulated_orders(7, scale=0.003), NAMES), encoding="utf-8")


if __name__ == "__main__":
    constraints = {**dict.fromkeys(MORE_SUSPICIOUS, 1), **dict.fromkeys(LESS_SUSPICIOUS, -1)}
    out = artefact.train(
        HERE,
        simulate,
        {
            "objective": "binary:logistic",
            "max_depth": 4,
            "eta": 0.15,
            "min_child_weight": 3,
            "lambda": 2,
            "monotone_constraints": "(" + ",".join(str(constraints.get(name, 0)) for name in NAMES) + ")",
        },
        rounds=56,
        measure=measure,
        calibrate=True,
    )
    # A given history is somebody's, and stays out of every file.
    if "SM_CHANNEL_TRAIN" not in os.environ:
        write_parity(out)
