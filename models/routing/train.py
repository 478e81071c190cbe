"""Starter model of routing: the probability that an option's parcel is late, learnt from a seeded simulation."""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
# Beside this file in the training image, in `common` in the repository.
sys.path[:0] = [str(HERE), str(HERE.parent / "common")]

import artefact  # noqa: E402

PARCELS = 40_000


def simulate(seed):
    """Invented parcels: picked in the order of a location's backlog, then carried at a speed with some spread. Late is
    whoever takes longer than the service promises."""
    chance = np.random.Generator(np.random.PCG64(seed))
    distance = np.round(np.minimum(12_000, 40 + chance.gamma(1.3, 700, PARCELS)))
    service = np.select([chance.random(PARCELS) < 0.15, chance.random(PARCELS) < 0.65], [1, 3], 5)
    load = np.round(np.minimum(400, chance.gamma(3, 25, PARCELS)))
    lines = 1 + chance.poisson(1.2, PARCELS)
    units = lines + chance.poisson(0.8, PARCELS)
    cross_border = chance.random(PARCELS) < np.minimum(0.6, distance / 8_000)
    weekday = chance.integers(0, 7, PARCELS)

    handling_days = load / 200 + 0.04 * units + 0.15 * (lines > 3)
    # Nothing is collected on a Sunday, and little on a Saturday.
    waiting_days = np.select([weekday == 6, weekday == 5], [1.0, 0.6], 0.0)
    kilometres_per_day = np.select([service == 1, service == 3], [3_500, 1_200], 750)
    carrying_days = 0.5 + distance / kilometres_per_day + cross_border * chance.exponential(0.7, PARCELS)
    trouble_days = (chance.random(PARCELS) < 0.04) * chance.exponential(3, PARCELS)
    spread = 0.35 * chance.standard_normal(PARCELS)
    labels = handling_days + waiting_days + carrying_days + trouble_days + spread > service + 0.5

    # The distance to a destination without coordinates is not known.
    unplaced = chance.random(PARCELS) < 0.02
    rows = np.column_stack([np.where(unplaced, np.nan, distance), service, load, lines, units, cross_border, weekday])
    return rows.astype(np.float64), labels.astype(np.float64)


if __name__ == "__main__":
    artefact.train(
        HERE,
        simulate,
        {"objective": "binary:logistic", "max_depth": 3, "eta": 0.2, "min_child_weight": 5, "lambda": 2},
        rounds=48,
        measure=lambda labels, scores, _rows: artefact.binary_metrics(labels, scores),
    )
