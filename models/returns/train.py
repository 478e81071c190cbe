"""Starter model of returns: the probability that something of a line comes back, learnt from a seeded simulation."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Beside this file in the training image, in `common` in the repository.
sys.path[:0] = [str(HERE), str(HERE.parent / "common")]

import artefact  # noqa: E402

NAMES = [feature["name"] for feature in json.loads((HERE / "features.json").read_text(encoding="utf-8"))["features"]]

# What can only make a return more likely: more data would say so, and little must not say otherwise.
MORE_LIKELY = ["category_share", "article_share", "size_share", "customer_ratio", "sizes_in_cart", "discount_percent"]


def simulate(seed):
    """The history that `history.ts` makes, in the order of time: the features come from the code that serves."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.csv"
        subprocess.run(["node", str(HERE / "history.ts"), "--seed", str(seed), "--out", str(path)], check=True)
        rows, labels, _ = artefact.read_csv(path, NAMES)
    return rows, labels


def measure(labels, scores, rows):
    """Beside the usual figures what answering each line with the share of its article, or its category, would reach."""
    article = rows[:, NAMES.index("article_share")]
    category = rows[:, NAMES.index("category_share")]
    return {
        **artefact.binary_metrics(labels, scores),
        "average_precision": artefact.average_precision(labels, scores),
        "auc_of_article_share": artefact.area_under_roc(labels, article),
        "auc_of_category_share": artefact.area_under_roc(labels, category),
    }


if __name__ == "__main__":
    artefact.train(
        HERE,
        simulate,
        {
            "objective": "binary:logistic",
            "max_depth": 4,
            "eta": 0.14,
            "min_child_weight": 12,
            "lambda": 3,
            "monotone_constraints": "(" + ",".join("1" if name in MORE_LIKELY else "0" for name in NAMES) + ")",
        },
        rounds=50,
        measure=measure,
        calibrate=True,
    )
