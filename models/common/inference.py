"""Serves a model in AWS's XGBoost image in script mode: JSON in; score, contributions and version out.

In:  {"instances": [{"<feature>": number or null, …}, …]}
Out: {"model_version": "…", "predictions": [{"score": …, "contributions": {"<feature>": …}, "bias": …}, …]}

Contributions are exact TreeSHAP values on the scale of the margin (log-odds, or logarithm of the mean): together with
the bias they add up to the margin of the score.
"""

import hashlib
import json
import math
from pathlib import Path

import numpy as np
import xgboost as xgb

# More instances than any caller of ours sends; a longer list would hold up everyone behind it.
INSTANCES_MAX = 1_000


def _canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def model_fn(model_dir):
    """Loads the model, and refuses one whose parts do not belong together."""
    folder = Path(model_dir)
    model_bytes = (folder / "model.json").read_bytes()
    summary = json.loads((folder / "meta" / "artefact.json").read_text(encoding="utf-8"))
    schema = json.loads((folder / "meta" / "features.json").read_text(encoding="utf-8"))
    calibration = summary.get("calibration")
    calibrated = b"" if calibration is None else _canonical(calibration).encode()
    version = hashlib.sha256(model_bytes + _canonical(schema).encode() + calibrated).hexdigest()[:16]
    if version != summary["model_version"]:
        raise ValueError(f"The files make version {version}, but the summary says {summary['model_version']}")
    booster = xgb.Booster()
    booster.load_model(folder / "model.json")
    return {"booster": booster, "version": version, "features": schema["features"], "calibration": calibration}


def input_fn(request_body, content_type):
    """Reads the request. Which features there are is known to the model alone, so the rows are made in `predict_fn`."""
    if content_type.split(";")[0].strip().lower() != "application/json":
        raise ValueError(f"{content_type} is not application/json")
    text = request_body.decode("utf-8") if isinstance(request_body, (bytes, bytearray)) else request_body
    instances = json.loads(text).get("instances")
    if not isinstance(instances, list) or not 1 <= len(instances) <= INSTANCES_MAX:
        raise ValueError(f"instances must be a list of 1 to {INSTANCES_MAX} objects")
    return instances


def _row(instance, features):
    unknown = set(instance) - {feature["name"] for feature in features}
    if unknown:
        raise ValueError(f"There is no feature {', '.join(sorted(unknown))}")
    values = []
    for feature in features:
        value = instance.get(feature["name"])
        value = feature["missing"] if value is None else value
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value)):
            raise ValueError(f"{feature['name']} must be a number or null")
        values.append(math.nan if value is None else value)
    return values


def predict_fn(instances, model):
    names = [feature["name"] for feature in model["features"]]
    table = np.array([_row(instance, model["features"]) for instance in instances], dtype=np.float32)
    matrix = xgb.DMatrix(table, feature_names=names)
    scores = model["booster"].predict(matrix)
    parts = model["booster"].predict(matrix, pred_contribs=True)
    calibration = model["calibration"]
    if calibration is not None:
        # Platt's line over the margin; contributions are stretched with it, so that they still add up.
        slope, intercept = calibration["slope"], calibration["intercept"]
        margins = slope * model["booster"].predict(matrix, output_margin=True).astype(np.float64) + intercept
        scores = 1 / (1 + np.exp(-margins))
        parts = parts.astype(np.float64) * slope
        parts[:, -1] += intercept
    return {
        "model_version": model["version"],
        "predictions": [
            {
                "score": float(score),
                "contributions": {name: float(value) for name, value in zip(names, row)},
                "bias": float(row[-1]),
            }
            for score, row in zip(scores, parts)
        ],
    }


def output_fn(prediction, accept):
    """JSON whatever the caller prefers: there is no other form."""
    return json.dumps(prediction), "application/json"
