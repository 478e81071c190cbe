"""Trains on tables of the benchmark and scores what was held out, with the code that trains the product's models.

A question is {"tasks": [{"name", "kind": "probability" | "amount", "names", "rows", "labels", "fitted", "calibrated"}, …]}.
The first `fitted` rows teach the trees, those up to `calibrated` what takes margins to probabilities, and the rest are
scored. Numbers that are not known are null.
"""

import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "models" / "common"))

import artefact  # noqa: E402

OBJECTIVES = {"probability": "binary:logistic", "amount": "reg:absoluteerror"}
# The same for every table, chosen before any was measured: shallow trees suit a few thousand rows.
PARAMETERS = {"max_depth": 4, "eta": 0.08, "min_child_weight": 8, "lambda": 2, "subsample": 0.8, "colsample_bytree": 0.8}
ROUNDS = 120


def answer(task):
    rows = np.array(task["rows"], dtype=np.float32)
    labels = np.array(task["labels"], dtype=np.float64)
    fitted, calibrated = task["fitted"], task["calibrated"]
    # One thread: sums of several threads depend on who finished first.
    settings = {
        **PARAMETERS,
        "objective": OBJECTIVES[task["kind"]],
        "seed": artefact.DEFAULT_SEED,
        "nthread": 1,
        "tree_method": "hist",
    }
    # An amount has nothing to calibrate, so that its trees learn from these rows too.
    taught = fitted if task["kind"] == "probability" else calibrated
    booster = xgb.train(settings, xgb.DMatrix(rows[:taught], label=labels[:taught], feature_names=task["names"]), ROUNDS)
    held_out = xgb.DMatrix(rows[calibrated:], feature_names=task["names"])
    margins = booster.predict(held_out, output_margin=True).astype(np.float64)
    result = {"margins": margins.tolist(), "calibration": None}
    if task["kind"] == "amount":
        return {**result, "scores": booster.predict(held_out).astype(np.float64).tolist()}
    between = xgb.DMatrix(rows[fitted:calibrated], feature_names=task["names"])
    known = labels[fitted:calibrated]
    try:
        calibration = artefact.fit_platt(known, booster.predict(between, output_margin=True).astype(np.float64))
    except ValueError:
        # The margins said nothing of these rows: all that is left to say is how many of them were positive.
        return {**result, "scores": [float(known.mean())] * len(margins)}
    scores = 1 / (1 + np.exp(-artefact.calibrated(calibration, margins)))
    return {**result, "calibration": calibration, "scores": scores.tolist()}


if __name__ == "__main__":
    question = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"), parse_constant=float)
    answers = {task["name"]: answer(task) for task in question["tasks"]}
    Path(sys.argv[2]).write_text(json.dumps(answers), encoding="utf-8")
