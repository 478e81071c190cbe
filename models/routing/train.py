"""Starter model of routing: the probability that a parcel comes late, learnt from a seeded simulation of carriers that are counted."""

import math
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
# Beside this file in the training image, in `common` in the repository.
sys.path[:0] = [str(HERE), str(HERE.parent / "common")]

import artefact  # noqa: E402

PARCELS = 40_000
# Ways of sending a parcel: a service in a zone. The first are used often, the last hardly.
WAYS = 160


def share_beyond(location, deviation, limit):
    """P(T > limit) of a log-normal time; 1 where the limit has passed already."""
    z = (np.log(np.maximum(limit, 1e-9)) - location) / deviation
    return np.where(limit <= 0, 1.0, [0.5 * math.erfc(value / math.sqrt(2)) for value in z])


def simulate(seed):
    """Invented parcels: each way is faster or slower than its rates say, which the counts know the better the more parcels there
    were; weekends and borders take time that the counts know only on average. Late is whoever takes longer than was promised."""
    chance = np.random.Generator(np.random.PCG64(seed))
    way = np.minimum(WAYS - 1, chance.geometric(0.025, PARCELS) - 1)
    slowness, spread = np.exp(0.3 * chance.standard_normal(WAYS)), 0.2 + 0.25 * chance.random(WAYS)
    reach = np.round(np.minimum(8_000, 40 + chance.gamma(1.3, 700, WAYS)))
    express, abroad = chance.random(WAYS) < 0.25, chance.random(WAYS) < np.minimum(0.6, reach / 8_000)

    distance = np.round(reach[way] * chance.uniform(0.8, 1.2, PARCELS))
    weekday = chance.integers(0, 7, PARCELS)
    delicate = chance.random(PARCELS) < 0.2
    usual = 1 + distance / 800
    rated = np.where(express[way], np.ceil(0.45 * usual), np.ceil(usual))
    # Nothing is carried on a Sunday, and customs take their time.
    weekend = np.select([weekday == 6, weekday == 5, weekday == 4], [1.0, 0.7, 0.4], 0.0)
    mean_days = rated * slowness[way] + 0.3 + 0.6 * abroad[way]
    taken = mean_days * np.exp(spread[way] * chance.standard_normal(PARCELS)) + weekend + 0.15 * delicate
    taken += (chance.random(PARCELS) < 0.03) * chance.exponential(3, PARCELS)
    promised = np.maximum(0.5, rated + chance.choice([0.0, 1.0, 2.0, 3.0], PARCELS) + chance.uniform(-0.3, 0.6, PARCELS))
    late = (taken > promised).astype(np.float64)

    # Parcels of the way that had arrived by then; every estimate is drawn towards what is usual by the few that there are.
    counted = np.zeros(PARCELS)
    late_before = np.zeros(PARCELS)
    seen, seen_late = np.zeros(WAYS), np.zeros(WAYS)
    for index, one in enumerate(way):
        counted[index], late_before[index] = seen[one], seen_late[one]
        seen[one] += 1
        seen_late[one] += late[index]
    known = counted / (counted + 25)
    noise = 0.3 * chance.standard_normal(PARCELS) / np.sqrt(counted + 10)
    location = (1 - known) * np.log(rated) + known * (np.log(mean_days + 0.3) + noise)
    deviation = (1 - known) * 0.3 + known * np.hypot(spread[way], 0.12)
    rows = np.column_stack(
        [
            distance,
            promised,
            np.where(chance.random(PARCELS) < 0.05, np.nan, rated),
            np.exp(location),
            deviation,
            share_beyond(location, deviation, promised),
            (late_before + 4.5) / (counted + 45),
            np.minimum(1_000, counted),
            abroad[way],
            delicate,
            weekday,
        ]
    )
    return rows.astype(np.float64), late


def measure(labels, scores, rows):
    """Beside the model what counting alone says, which is to be beaten."""
    counted = np.clip(rows[:, 5], 1e-9, 1 - 1e-9)
    alone = artefact.binary_metrics(labels, counted)
    return {**artefact.binary_metrics(labels, scores), "auc_of_counting": alone["auc"], "log_loss_of_counting": alone["log_loss"]}


if __name__ == "__main__":
    artefact.train(
        HERE,
        simulate,
        {"objective": "binary:logistic", "max_depth": 3, "eta": 0.2, "min_child_weight": 5, "lambda": 2},
        rounds=48,
        measure=measure,
        calibrate=True,
    )
