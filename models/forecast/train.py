"""Models of demand: the mean of a series' period as a multiple of its baseline, a distribution of counts for what sells slowly,
and conformal quantiles for the rest. Reads `history.csv` as lib/forecasting/domain/model/training-rows.ts writes it; without
one, `history.ts` beside this file writes the simulated history of the starter.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import xgboost as xgb

HERE = Path(__file__).resolve().parent
# Beside this file in the training image, in `common` in the repository.
sys.path[:0] = [str(HERE), str(HERE.parent / "common")]

import artefact  # noqa: E402
from histograms import histograms  # noqa: E402

GIVEN = ["series", "target_day", "baseline", "rule_mean", "rule_dispersion"]
# The quantiles that a forecast has, as gridLevels of the benchmark and of the product.
LEVELS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99]
# Counts 0 to 9, and 10 or more.
CLASSES = 11
# Series whose upper tenth stays within this many units are told in counts.
COUNTED_UPPER = 8.0
ROWS_MOST = 60_000
RATIO_MOST = 20.0
# Without a year and a half of history the time of the year cannot be told from a trend.
SEASON_DAYS = 540
OF_SEASON = ["month", "week_of_year", "history_periods"]
CELL_ROWS = 150
# What the interval of 90 % has to cover on the later half of the calibration: what is forecast lies later still.
COVERED = 0.92
TRAINING = {"tree_method": "hist", "nthread": 1, "subsample": 0.8, "colsample_bytree": 0.5}
MEAN = {"objective": "reg:tweedie", "tweedie_variance_power": 1.5, "max_depth": 4, "eta": 0.13, "min_child_weight": 3}
MEAN_ROUNDS = 60
COUNTS = {"objective": "multi:softprob", "num_class": CLASSES, "max_depth": 2, "eta": 0.5, "min_child_weight": 20}
COUNTS_ROUNDS = 24


def read_history(path, names):
    with open(path, encoding="utf-8") as file:
        head = file.readline().strip().split(",")
        if head != [*GIVEN, *names, "label"]:
            raise ValueError(f"{path} must have the columns {', '.join([*GIVEN, *names, 'label'])}")
        table = np.genfromtxt(file, delimiter=",", usecols=range(1, len(head)), dtype=np.float64, filling_values=np.nan)
    # By the time of what is foretold, so that a part of the rows is a stretch of time.
    table = table[np.argsort(table[:, 0], kind="stable")]
    return {
        "day": table[:, 0],
        "baseline": table[:, 1],
        "rule_mean": table[:, 2],
        "rule_dispersion": table[:, 3],
        "rows": table[:, 4:-1],
        "units": table[:, -1],
    }


def simulated(seed, names):
    """The history that `history.ts` makes: the features come from the code that serves."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.csv"
        subprocess.run(["node", str(HERE / "history.ts"), "--seed", str(seed), "--out", str(path)], check=True)
        return read_history(path, names), artefact.sha256(path.read_bytes())


def part(history, mask):
    return {name: values[mask] for name, values in history.items()}


def sampled(history, chance):
    """At most as many rows as train in seconds, and in the order of time still."""
    count = len(history["units"])
    if count <= ROWS_MOST:
        return history
    return part(history, np.sort(chance.choice(count, ROWS_MOST, replace=False)))


def level_of(history, names):
    return np.exp(history["rows"][:, names.index("level_log")])


def counted(history, names):
    upper = history["rows"][:, names.index("upper_ratio")] * level_of(history, names)
    return np.nan_to_num(upper) <= COUNTED_UPPER


def compact(booster):
    """The model without what only training needs, in half the bytes; what is scored and explained is what is left."""
    model = json.loads(booster.save_raw("json"))
    for tree in model["learner"]["gradient_booster"]["model"]["trees"]:
        tree["base_weights"] = [0.0] * len(tree["base_weights"])
        tree["loss_changes"] = [0.0] * len(tree["loss_changes"])
        tree["sum_hessian"] = [float(f"{value:.4g}") for value in tree["sum_hessian"]]
        tree["split_conditions"] = [float(f"{np.float32(value):.9g}") for value in tree["split_conditions"]]
    return json.dumps(model, separators=(",", ":")).encode()


def load(data):
    booster = xgb.Booster()
    booster.load_model(bytearray(data))
    return booster


def fit_mean(history, names, seed, chance, rounds=MEAN_ROUNDS):
    rows = sampled(history, chance)
    ratio = np.minimum(rows["units"] / rows["baseline"], RATIO_MOST)
    # The root of the baseline: large series are worth more, but not so much more that the small ones teach nothing.
    weight = np.sqrt(rows["baseline"] / rows["baseline"].mean())
    matrix = xgb.DMatrix(rows["rows"].astype(np.float32), label=ratio, weight=np.minimum(weight, 20), feature_names=names)
    return compact(xgb.train({**TRAINING, **MEAN, "seed": seed}, matrix, rounds))


def fit_counts(history, names, seed, chance):
    rows = sampled(part(history, counted(history, names)), chance)
    label = np.minimum(rows["units"], CLASSES - 1).round()
    # One row of each class at next to no weight, because XGBoost refuses classes that it has not seen.
    table = np.vstack([rows["rows"], np.full((CLASSES, len(names)), np.nan)])
    weight = np.concatenate([np.sqrt(rows["baseline"] + 0.1), np.full(CLASSES, 0.01)])
    matrix = xgb.DMatrix(table.astype(np.float32), label=np.append(label, range(CLASSES)), weight=weight, feature_names=names)
    return compact(xgb.train({**TRAINING, **COUNTS, "seed": seed}, matrix, COUNTS_ROUNDS))


def predict(data, history, names):
    return load(data).predict(xgb.DMatrix(history["rows"].astype(np.float32), feature_names=names)).astype(np.float64)


def negative_binomial(means, dispersions, most):
    """Probabilities of 0 to `most` units, the last class holding all beyond; Poisson where the variance is not above the mean."""
    excess = np.maximum(dispersions, 1.000001) - 1
    size = np.maximum(means, 1e-9) / excess
    mass = np.empty((len(means), most + 1))
    mass[:, 0] = np.exp(-size * np.log1p(excess))
    for units in range(1, most):
        mass[:, units] = mass[:, units - 1] * (excess / (1 + excess)) * (units - 1 + size) / units
    mass[:, most] = np.maximum(0, 1 - mass[:, :most].sum(axis=1))
    return mass


def pinball(units, quantiles, levels):
    gap = units[:, None] - quantiles
    return np.maximum(levels * gap, (levels - 1) * gap).sum()


def count_quantiles(probabilities, top):
    reached = np.cumsum(probabilities, axis=1)
    values = np.append(np.arange(CLASSES - 1), top)
    return np.stack([values[np.minimum((reached < level - 1e-9).sum(axis=1), CLASSES - 1)] for level in LEVELS], axis=1)


def fit_pool(counts, history, names):
    """How much the smoothed rule counts beside the trees: the share with the least quantile loss where neither was fitted."""
    rows = part(history, counted(history, names))
    large = rows["units"][rows["units"] >= CLASSES - 1]
    top = float(large.mean()) if len(large) > 0 else CLASSES - 1.0
    if len(rows["units"]) < CELL_ROWS:
        return {"rule_share": 0.5, "tail_mean": round(top, 4)}
    trees = predict(counts, rows, names)
    rule = negative_binomial(rows["rule_mean"], rows["rule_dispersion"], CLASSES - 1)
    levels = np.array(LEVELS)
    losses = {
        share: pinball(rows["units"], count_quantiles((1 - share) * trees + share * rule, top), levels)
        for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    }
    return {"rule_share": min(losses, key=losses.get), "tail_mean": round(top, 4)}


def offsets_of(ratios):
    return np.quantile(ratios, LEVELS)


def expected_of(mean, rows, names, share):
    """Forecast mean: the trees', and the smoothed rule's with its share."""
    return (1 - share) * predict(mean, rows, names) * rows["baseline"] + share * rows["rule_mean"]


def fit_rule_share(mean, rows, names):
    """How much the smoothed rule counts beside the trees: the share with the least quantile loss, one shape for all."""
    levels = np.array(LEVELS)
    losses = {}
    for share in (0.0, 0.25, 0.5, 0.75):
        expected = np.maximum(expected_of(mean, rows, names, share), 1e-9)
        losses[share] = pinball(rows["units"], expected[:, None] * offsets_of(rows["units"] / expected), levels)
    return min(losses, key=losses.get)


def cells_of(rows, ratio, names, edges):
    values = {
        "noise": np.nan_to_num(rows["rows"][:, names.index("noise_ratio")]),
        "ratio": ratio,
        "horizon": rows["rows"][:, names.index("horizon_periods")],
    }
    return [np.searchsorted(edges[name], values[name], side="right") for name in ("noise", "ratio", "horizon")]


def fit_cells(missed, place, told_by):
    """Quantiles of demand over mean by cell, told apart by nothing, by noise, by ratio, or by ratio, noise and horizon; a cell
    with few rows takes those of its ratio, or of all."""
    every = offsets_of(missed)
    anywhere = np.ones(len(missed), dtype=bool)
    cells = np.empty((4, 5, 2, len(LEVELS)))
    for noise in range(4):
        for number in range(5):
            of_noise = place[0] == noise if told_by in ("noise", "all") else anywhere
            of_ratio = place[1] == number if told_by in ("ratio", "all") else anywhere
            wide = of_noise & of_ratio
            fallback = missed[wide] if wide.sum() >= CELL_ROWS else missed[of_ratio] if of_ratio.sum() >= CELL_ROWS else None
            fallback = every if fallback is None else offsets_of(fallback)
            for half in range(2):
                cell = wide & (place[2] == half)
                apart = told_by == "all" and cell.sum() >= 2 * CELL_ROWS
                cells[noise, number, half] = offsets_of(missed[cell]) if apart else fallback
    return cells


def stretched(cells, by):
    """The quantiles further from their median, or nearer, never below 0."""
    middle = cells[..., [LEVELS.index(0.5)]]
    return np.maximum(0, middle + by * (cells - middle))


def fit_told_by(missed, expected, place, day):
    """What quantiles are told apart by, and how far they are stretched: cells of the earlier half are held against the later
    half, because demand drifts and fine cells drift most."""
    earlier = day < np.median(day)
    if min(earlier.sum(), (~earlier).sum()) < CELL_ROWS:
        return "one", 1.0
    own, means, later = missed[~earlier], expected[~earlier], tuple(one[~earlier] for one in place)
    losses, found = {}, {}
    for told_by in ("one", "noise", "ratio", "all"):
        found[told_by] = fit_cells(missed[earlier], [one[earlier] for one in place], told_by)
        losses[told_by] = pinball(own * means, found[told_by][later] * means[:, None], np.array(LEVELS))
    chosen = min(losses, key=losses.get)
    low, high = LEVELS.index(0.05), LEVELS.index(0.95)
    for by in (1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5):
        quantiles = stretched(found[chosen], by)[later]
        if ((own >= quantiles[:, low]) & (own <= quantiles[:, high])).mean() >= COVERED:
            return chosen, by
    return chosen, 1.5


def fit_conformal(mean, history, names):
    """Quantiles of demand over its forecast mean where the trees were not fitted (split conformal, Vovk et al. 2005), by how
    noisy the series is, by how far the mean is from its level, and by how far ahead it is."""
    rows = part(history, ~counted(history, names))
    # A history of slow movers alone says nothing of fast ones: their quantiles come from all there is.
    rows = rows if len(rows["units"]) >= CELL_ROWS else history
    share = fit_rule_share(mean, rows, names)
    expected = np.maximum(expected_of(mean, rows, names, share), 1e-9)
    ratio = expected / level_of(rows, names)
    ahead = rows["rows"][:, names.index("horizon_periods")]
    noise = np.nan_to_num(rows["rows"][:, names.index("noise_ratio")])
    edges = {
        "noise": [round(float(value), 5) for value in np.quantile(noise, [0.25, 0.5, 0.75])],
        "ratio": [round(float(value), 5) for value in np.quantile(ratio, [0.2, 0.4, 0.6, 0.8])],
        "horizon": [round(float(np.median(ahead)), 1)],
    }
    place = cells_of(rows, ratio, names, edges)
    missed = rows["units"] / expected
    told_by, by = fit_told_by(missed, expected, place, rows["day"])
    # What the trees say too little or too much of the sum, within bounds: a stretch of time can be odd.
    factor = float(np.clip(rows["units"].sum() / expected.sum(), 0.8, 1.25))
    offsets = np.round(stretched(fit_cells(missed, place, told_by), by), 5).tolist()
    return {"mean_factor": round(factor, 4), "rule_share": share, "told_by": told_by, "stretch": by, "edges": edges, "offsets": offsets}


def measured(models, shape, history, names):
    """Figures on rows that taught nothing."""
    units, naive = history["units"], history["rows"][:, names.index("season_last_ratio")] * level_of(history, names)
    mean = expected_of(models["mean"], history, names, shape["fast"]["rule_share"]) * shape["fast"]["mean_factor"]
    known = ~np.isnan(naive)
    slow = part(history, counted(history, names))
    probabilities = predict(models["counts"], slow, names)
    share = shape["slow"]["rule_share"]
    pooled = (1 - share) * probabilities + share * negative_binomial(slow["rule_mean"], slow["rule_dispersion"], CLASSES - 1)
    quantiles = count_quantiles(pooled, shape["slow"]["tail_mean"])
    return {
        "mean_label": units.mean(),
        "bias": mean.mean() - units.mean(),
        "wape": np.abs(units - mean).sum() / units.sum(),
        "wape_of_seasonal_naive": np.abs(units - naive)[known].sum() / max(units[known].sum(), 1),
        "wql_of_counts": 2 * pinball(slow["units"], quantiles, np.array(LEVELS)) / len(LEVELS) / max(slow["units"].sum(), 1),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=artefact.DEFAULT_SEED)
    parser.add_argument("--out", type=Path, default=Path(os.environ.get("SM_MODEL_DIR", HERE / "artefact")))
    parser.add_argument("--history", type=Path, default=None)
    parser.add_argument("--held-out-share", type=float, default=0.2)
    parser.add_argument("--rounds", type=int, default=MEAN_ROUNDS)
    arguments = parser.parse_args()
    schema = json.loads((HERE / "features.json").read_text(encoding="utf-8"))
    names = [feature["name"] for feature in schema["features"]]
    channel = os.environ.get("SM_CHANNEL_TRAIN")
    path = arguments.history or (Path(channel) / "history.csv" if channel else None)
    history, data_hash = (read_history(path, names), artefact.sha256(path.read_bytes())) if path else simulated(arguments.seed, names)

    count = len(history["units"])
    first_held_out = history["day"][min(count - 1, int(count * (1 - arguments.held_out_share)))] if arguments.held_out_share > 0 else math.inf
    learnt, held_out = part(history, history["day"] < first_held_out), part(history, history["day"] >= first_held_out)
    train_history(arguments, schema, names, learnt, held_out, {"kind": "given" if path else "simulated", "sha256": data_hash})


def train_history(arguments, schema, names, learnt, held_out, provenance):
    taught = {**learnt, "rows": learnt["rows"].copy()}
    if learnt["day"][-1] - learnt["day"][0] < SEASON_DAYS:
        taught["rows"][:, [names.index(name) for name in OF_SEASON]] = np.nan
    # The last quarter of the rows teaches no tree at first: it shows by how much the trees err.
    later = taught["day"] >= taught["day"][int(len(taught["day"]) * 0.75)]
    chance = np.random.Generator(np.random.PCG64(arguments.seed))
    early, late = part(taught, ~later), part(taught, later)
    shape = {
        "levels": LEVELS,
        "counted_upper": COUNTED_UPPER,
        "fast": fit_conformal(fit_mean(early, names, arguments.seed, chance, arguments.rounds), late, names),
        "slow": fit_pool(fit_counts(early, names, arguments.seed, chance), late, names),
    }
    models = {"mean": fit_mean(taught, names, arguments.seed, chance, arguments.rounds), "counts": fit_counts(taught, names, arguments.seed, chance)}
    write(arguments.out, schema, names, models, shape, learnt, held_out, {**provenance, "seed": arguments.seed, "rounds": arguments.rounds})


def write(out, schema, names, models, shape, learnt, held_out, provenance):
    out.mkdir(parents=True, exist_ok=True)
    (out / "meta").mkdir(exist_ok=True)
    (out / artefact.MODEL_FILE).write_bytes(models["mean"])
    (out / "meta" / "counts.json").write_bytes(models["counts"])
    booster = load(models["mean"])
    seen = held_out if len(held_out["units"]) > 0 else learnt
    summary = {
        "model": schema["model"],
        "model_version": artefact.model_version(models["mean"], schema),
        "model_sha256": artefact.sha256(models["mean"]),
        "feature_schema_sha256": artefact.sha256(artefact.canonical(schema).encode()),
        "objective": MEAN["objective"],
        "trees": provenance["rounds"],
        "seed": provenance["seed"],
        "training_data": {
            "kind": provenance["kind"],
            "rows": len(learnt["units"]) + len(held_out["units"]),
            "rows_held_out": len(held_out["units"]),
            "sha256": provenance["sha256"],
        },
        "calibration": None,
        "metrics_held_out": artefact.rounded(measured(models, shape, seen, names)),
        "trained_with": {"numpy": np.__version__, "xgboost": xgb.__version__},
    }
    shape["counts_sha256"] = artefact.sha256(models["counts"])
    # The version of the forecast is that of all three parts together.
    shape["version"] = artefact.sha256((summary["model_version"] + artefact.canonical(shape)).encode())[:16]
    rows = seen["rows"]
    inputs = artefact.golden_inputs(schema, rows, models["mean"])
    artefact.write_json(out / "meta" / "artefact.json", summary)
    artefact.write_json(out / "meta" / "features.json", schema)
    (out / "meta" / "shape.json").write_text(json.dumps(shape, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    scores = booster.predict(xgb.DMatrix(learnt["rows"].astype(np.float32), feature_names=names))
    artefact.write_json(out / "meta" / "histograms.json", histograms(schema, learnt["rows"], scores))
    artefact.write_json(out / "meta" / "golden.json", artefact.golden_vectors(schema, booster, inputs))
    artefact.write_json(out / "meta" / "golden-counts.json", golden_counts(models["counts"], names, inputs))
    print(f"{summary['model']} {summary['model_version']}: {artefact.canonical(summary['metrics_held_out'])}")


def golden_counts(data, names, inputs):
    """What Python says of the same rows: probabilities, and the contributions to the margin of two of the classes."""
    table = np.array([[math.nan if row[name] is None else row[name] for name in names] for row in inputs], dtype=np.float64)
    matrix = xgb.DMatrix(table.astype(np.float32), feature_names=names)
    booster = load(data)
    probabilities, parts = booster.predict(matrix), booster.predict(matrix, pred_contribs=True)
    return [
        {
            "features": row,
            "probabilities": [float(value) for value in one],
            "contributions": {str(number): [float(value) for value in each[number]] for number in (0, 2)},
        }
        for row, one, each in list(zip(inputs, probabilities, parts))[-8:]
    ]


if __name__ == "__main__":
    main()
