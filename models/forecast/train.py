"""Starter model of demand: mean units per day of a SKU at a location, learnt from a seeded simulation."""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
# Beside this file in the training image, in `common` in the repository.
sys.path[:0] = [str(HERE), str(HERE.parent / "common")]

import artefact  # noqa: E402

SERIES = 60
DAYS = 900
WARM_UP_DAYS = 28
WEEK = np.array([0.9, 0.85, 0.9, 1.0, 1.2, 1.3, 0.85])
MONTHS = np.array([0.8, 0.8, 0.9, 0.95, 1.0, 1.0, 0.95, 0.95, 1.0, 1.05, 1.35, 1.5])


def simulate(seed):
    """Invented daily demand: a level that drifts, a week, a season, promotions, and chance on top."""
    chance = np.random.Generator(np.random.PCG64(seed))
    level = np.exp(chance.normal(0.5, 0.9, SERIES))
    drift = np.cumsum(chance.normal(0, 0.006, (DAYS, SERIES)), axis=0)
    day = np.arange(DAYS)
    weekday, month = day % 7, 1 + (day // 30) % 12
    price = np.where(chance.random((DAYS, SERIES)) < 0.06, 80.0, 100.0)
    lift = np.where(price < 100, 1.8, 1.0)
    mean = level * np.exp(drift) * (WEEK[weekday] * MONTHS[month - 1])[:, None] * lift
    demand = chance.poisson(np.minimum(mean, 60)).astype(np.float64)

    rows, labels = [], []
    for today in range(WARM_UP_DAYS, DAYS):
        before = demand[:today]
        rows.append(
            np.column_stack(
                [
                    before[-1],
                    before[-7],
                    before[-14],
                    np.round(before[-7:].mean(axis=0), 4),
                    np.round(before[-28:].mean(axis=0), 4),
                    np.full(SERIES, weekday[today]),
                    np.full(SERIES, month[today]),
                    price[today],
                ]
            )
        )
        labels.append(demand[today])
    table = np.concatenate(rows)
    # A new SKU has no month behind it; the model must answer all the same.
    table[chance.random(len(table)) < 0.03, 4] = np.nan
    return table, np.concatenate(labels)


if __name__ == "__main__":
    artefact.train(
        HERE,
        simulate,
        {"objective": "count:poisson", "max_depth": 3, "eta": 0.2, "min_child_weight": 5, "lambda": 2, "max_delta_step": 0.7},
        rounds=56,
        measure=lambda labels, scores, rows: artefact.count_metrics(labels, scores, naive=rows[:, 1]),
    )
