"""From a history to an artefact: trains, measures, and writes what serves the model and what proves it.

The same code runs in a local virtual environment and, beside `train.py`, in AWS's XGBoost image in script mode. There
the history comes in the channel `train` as `history.csv`; without one, the model's own seeded simulation makes it.
"""

import argparse
import csv
import hashlib
import json
import math
import os
import shutil
from pathlib import Path

import numpy as np
import xgboost as xgb

from distillation import agreement, distilled
from histograms import histograms

DEFAULT_SEED = 20261101
GOLDEN_ROWS = 24
MODEL_FILE = "model.json"


def canonical(value):
    """JSON with sorted keys and no white space, so that formatting a file does not change its hash."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def model_version(model_bytes, schema, calibration=None):
    """Sixteen hex digits that change whenever the trees, the meaning of a feature or the calibration change."""
    calibrated = b"" if calibration is None else canonical(calibration).encode()
    return sha256(model_bytes + canonical(schema).encode() + calibrated)[:16]


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def csv_text(names, rows, labels, weights=None):
    """The history as text: the form that is hashed, and the form that the channel `train` takes."""
    lines = [",".join([*names, "label", *([] if weights is None else ["weight"])])]
    for index, (row, label) in enumerate(zip(rows, labels)):
        weight = [] if weights is None else [weights[index]]
        lines.append(",".join(["" if math.isnan(value) else f"{value:.10g}" for value in (*row, label, *weight)]))
    return "\n".join(lines) + "\n"


def read_csv(path, names):
    """Rows, labels, and for how many each row counts; None where all count the same."""
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames not in ([*names, "label"], [*names, "label", "weight"]):
            raise ValueError(f"{path} must have the columns {', '.join([*names, 'label'])}, and may have weight")
        table = [[float(row[name]) if row[name] != "" else math.nan for name in reader.fieldnames] for row in reader]
    values = np.array(table, dtype=np.float64)
    width = len(names)
    return values[:, :width], values[:, width], values[:, width + 1] if values.shape[1] > width + 1 else None


def completed(schema, rows):
    """What is not known filled in as the schema says, as every server of the model does."""
    filled = rows.copy()
    for index, feature in enumerate(schema["features"]):
        if feature["missing"] is not None:
            filled[np.isnan(filled[:, index]), index] = feature["missing"]
    return filled


def area_under_roc(labels, scores):
    """Chance that a positive is scored above a negative, ties counting half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = int(labels.sum())
    negatives = len(labels) - positives
    return (ranks[labels == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives)


def calibration_error(labels, scores, bins=10):
    """Mean gap between what was said and what happened, over bins of equal size."""
    parts = np.array_split(np.argsort(scores, kind="stable"), bins)
    return sum(abs(scores[part].mean() - labels[part].mean()) * len(part) for part in parts) / len(labels)


def average_precision(labels, scores):
    """Mean over the positives of the precision at their rank, the doubtful of equal scores counted together."""
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(labels[order])
    last = np.append(np.flatnonzero(np.diff(scores[order])), len(scores) - 1)
    recall = found[last] / labels.sum()
    return float((np.diff(recall, prepend=0) * found[last] / (last + 1)).sum())


def recall_at_false_positives(labels, scores, share=0.01):
    """Share of the positives above the threshold that lets no more than `share` of the negatives through."""
    negatives = np.sort(scores[labels == 0])[::-1]
    threshold = negatives[min(len(negatives) - 1, int(share * len(negatives)))]
    return float((scores[labels == 1] > threshold).mean())


def fit_platt(labels, margins, counts=1.0):
    """Slope and intercept of the log-odds over the margin, by Newton's method on the log loss (Platt 1999).

    The targets are Platt's, a little off 0 and 1, so that few positives do not make it too sure.
    `counts` says for how many each row counts.
    """
    positives = labels.sum()
    negatives = len(labels) - positives
    targets = np.where(labels == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack([margins, np.ones_like(margins)])
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        fitted = 1 / (1 + np.exp(-(design @ weights)))
        curvature = (design * (counts * fitted * (1 - fitted))[:, None]).T @ design + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, design.T @ (counts * (fitted - targets)))
        weights = weights - step
        if np.abs(step).max() < 1e-10:
            break
    slope, intercept = (round(float(weight), 6) for weight in weights)
    if slope <= 0:
        raise ValueError(f"Calibration turned the scores around: slope {slope}")
    return {"method": "platt", "slope": slope, "intercept": intercept}


def calibrated(calibration, margins):
    """Margins as the scores mean them; without a calibration they do already."""
    return margins if calibration is None else calibration["slope"] * margins.astype(np.float64) + calibration["intercept"]


def calibrated_scores(calibration, booster, matrix):
    if calibration is None:
        return booster.predict(matrix)
    return 1 / (1 + np.exp(-calibrated(calibration, booster.predict(matrix, output_margin=True))))


def binary_metrics(labels, scores):
    share = labels.mean()
    bounded = np.clip(scores, 1e-9, 1 - 1e-9)
    loss = -(labels * np.log(bounded) + (1 - labels) * np.log(1 - bounded)).mean()
    constant = -(share * math.log(share) + (1 - share) * math.log(1 - share))
    return {
        "positive_share": share,
        "auc": area_under_roc(labels, scores),
        "log_loss": loss,
        "log_loss_of_constant": constant,
        "calibration_error": calibration_error(labels, scores),
    }


def count_metrics(labels, scores, naive):
    mean = labels.mean()
    return {
        "mean_label": mean,
        "bias": scores.mean() - mean,
        "wape": np.abs(labels - scores).sum() / labels.sum(),
        "wape_of_seasonal_naive": np.abs(labels - naive).sum() / labels.sum(),
        "mse": ((labels - scores) ** 2).mean(),
        "mse_of_constant": ((labels - mean) ** 2).mean(),
    }


def rounded(metrics):
    return {name: round(float(value), 4) for name, value in metrics.items()}


def golden_inputs(schema, rows, model):
    """Rows of the history, and the cases in which two implementations differ first: nothing known, and values that lie on
    a threshold of the model, or next to one by less than a float32 can tell."""
    names = [feature["name"] for feature in schema["features"]]
    step = max(1, len(rows) // GOLDEN_ROWS)
    inputs = [[None if math.isnan(value) else float(value) for value in row] for row in rows[::step][:GOLDEN_ROWS]]
    inputs.append([None] * len(names))
    trees = json.loads(model)["learner"]["gradient_booster"]["model"]["trees"]
    thresholds = {}
    for tree in trees:
        for left, index, threshold in zip(tree["left_children"], tree["split_indices"], tree["split_conditions"]):
            if left != -1:
                thresholds.setdefault(index, float(np.float32(threshold)))
    for nudge in (0.0, 1e-12, -1e-12):
        inputs.append([thresholds[index] * (1 + nudge) if index in thresholds else None for index in range(len(names))])
    return [dict(zip(names, row)) for row in inputs]


def golden_vectors(schema, booster, inputs, calibration=None):
    names = [feature["name"] for feature in schema["features"]]
    table = np.array([[math.nan if row[name] is None else row[name] for name in names] for row in inputs], dtype=np.float64)
    matrix = xgb.DMatrix(completed(schema, table).astype(np.float32), feature_names=names)
    scores = calibrated_scores(calibration, booster, matrix)
    margins = calibrated(calibration, booster.predict(matrix, output_margin=True))
    contributions = booster.predict(matrix, pred_contribs=True)
    if calibration is not None:
        # On the scale of the calibrated margin they still add up to it.
        contributions = contributions.astype(np.float64) * calibration["slope"]
        contributions[:, -1] += calibration["intercept"]
    return [
        {
            "features": row,
            "score": float(score),
            "margin": float(margin),
            "contributions": {name: float(value) for name, value in zip(names, parts)},
            "bias": float(parts[-1]),
        }
        for row, score, margin, parts in zip(inputs, scores, margins, contributions)
    ]


def train(folder, simulate, parameters, rounds, measure, train_share=0.8, calibrate=False):
    """Entry point of every `train.py`.

    `simulate(seed)` gives rows and labels in the order of time, so that the last part measures what the first has not seen.
    As a third value it may say where the parts begin: `{"calibration": row, "held_out": row}`.
    `measure(labels, scores, rows)` gives the metrics of that last part.
    Returns the folder of the artefact.
    With `calibrate` the last fifth before the held-out part, or what is said to be it, teaches no tree: it fits what takes
    the margins to probabilities.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--distil", type=int, choices=(0, 1), default=0)
    parser.add_argument("--out", type=Path, default=Path(os.environ.get("SM_MODEL_DIR", folder / "artefact")))
    arguments = parser.parse_args()

    schema = json.loads((folder / "features.json").read_text(encoding="utf-8"))
    names = [feature["name"] for feature in schema["features"]]
    channel = os.environ.get("SM_CHANNEL_TRAIN")
    given = channel is not None
    weights, parts = None, []
    if given:
        known, labels, weights = read_csv(Path(channel) / "history.csv", names)
    else:
        known, labels, *parts = simulate(arguments.seed)
    rows = completed(schema, known)
    split = parts[0]["held_out"] if parts else int(len(rows) * train_share)
    fitted = (parts[0]["calibration"] if parts else int(split * 0.8)) if calibrate else split

    # One thread: sums of several threads depend on who finished first, and the artefact is compared byte by byte.
    settings = {**parameters, "seed": arguments.seed, "nthread": 1, "tree_method": "hist"}
    learnt = {} if weights is None else {"weight": weights[:fitted]}
    matrix = xgb.DMatrix(rows[:fitted].astype(np.float32), label=labels[:fitted], feature_names=names, **learnt)

    def calibration_of(fit):
        if not calibrate:
            return None
        later = xgb.DMatrix(rows[fitted:split].astype(np.float32), feature_names=names)
        counts = 1.0 if weights is None else weights[fitted:split]
        return fit_platt(labels[fitted:split], fit.predict(later, output_margin=True).astype(np.float64), counts)

    grown = arguments.rounds
    if arguments.distil:
        teacher, booster, plain, grown = distilled(settings, matrix, arguments.rounds)
    else:
        booster = xgb.train(settings, matrix, grown)
    calibration = calibration_of(booster)

    arguments.out.mkdir(parents=True, exist_ok=True)
    booster.save_model(arguments.out / MODEL_FILE)
    model = (arguments.out / MODEL_FILE).read_bytes()
    scores = calibrated_scores(calibration, booster, xgb.DMatrix(rows[split:].astype(np.float32), feature_names=names))
    summary = {
        "model": schema["model"],
        "model_version": model_version(model, schema, calibration),
        "model_sha256": sha256(model),
        "feature_schema_sha256": sha256(canonical(schema).encode()),
        "objective": parameters["objective"],
        "trees": grown,
        "seed": arguments.seed,
        "training_data": {
            "kind": "given" if given else "simulated",
            "rows": len(rows),
            "rows_held_out": len(rows) - split,
            "sha256": sha256(csv_text(names, known, labels, weights).encode()),
        },
        "calibration": calibration,
        "metrics_held_out": rounded(measure(labels[split:], scores.astype(np.float64), rows[split:])),
        "trained_with": {"numpy": np.__version__, "xgboost": xgb.__version__},
    }
    if arguments.distil:
        held_out = xgb.DMatrix(rows[split:].astype(np.float32), feature_names=names)
        told = {name: calibrated_scores(calibration_of(fit), fit, held_out).astype(np.float64) for name, fit in (("teacher", teacher), ("plain", plain))}
        taught = bytes(teacher.save_raw("json"))
        summary["distillation"] = {
            "teacher": {
                "model_version": model_version(taught, schema, calibration_of(teacher)),
                "trees": teacher.num_boosted_rounds(),
                "bytes": len(taught),
                "metrics_held_out": rounded(measure(labels[split:], told["teacher"], rows[split:])),
            },
            # As large as what is served, and taught by the labels alone: what the teacher is worth is the difference.
            "same_size_without_teacher": rounded(measure(labels[split:], told["plain"], rows[split:])),
            "bytes": len(model),
            "agreement": rounded(agreement(told["teacher"], scores.astype(np.float64))),
        }
        if not given:
            (arguments.out / "teacher.json").write_bytes(taught)
    if given:
        # The archive of a job serves its version by itself: what answers stands in it, as in those of the deployment.
        (arguments.out / "code").mkdir(exist_ok=True)
        shutil.copyfile(Path(__file__).resolve().parent / "inference.py", arguments.out / "code" / "inference.py")
    inputs = golden_inputs(schema, known[split:], model)
    write_json(arguments.out / "meta" / "artefact.json", summary)
    write_json(arguments.out / "meta" / "features.json", schema)
    write_json(arguments.out / "meta" / "histograms.json", histograms(schema, known[:split], scores))
    write_json(arguments.out / "meta" / "golden.json", golden_vectors(schema, booster, inputs, calibration))
    print(f"{summary['model']} {summary['model_version']}: {canonical(summary['metrics_held_out'])}")
    return arguments.out
