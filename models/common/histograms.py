"""How features and scores were spread when a model was trained: what serving is compared with every night."""

import numpy as np

BINS_MAX = 10
DIGITS = 6


def histogram(values):
    """Shares of the rows below each edge, with bins of about equal size, and the share of rows in which it was not known."""
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return {"edges": [], "shares": [0.0], "missing": 1.0}
    distinct = np.unique(known)
    if len(distinct) <= BINS_MAX:
        # Few values are a bin each; edges in the middle, so that rounding moves nothing over them.
        edges = (distinct[1:] + distinct[:-1]) / 2
    else:
        edges = np.unique(np.quantile(known, np.linspace(0, 1, BINS_MAX + 1)[1:-1]))
    edges = np.array([float(f"{edge:.10g}") for edge in edges])
    counts = np.bincount(np.searchsorted(edges, known, side="right"), minlength=len(edges) + 1)
    return {
        "edges": [float(edge) for edge in edges],
        "shares": [round(float(count) / len(values), DIGITS) for count in counts],
        "missing": round(1 - len(known) / len(values), DIGITS),
    }


def histograms(schema, known, scores):
    """Of every feature as it was given, and of what the model answers; a model with several outputs has none of its scores."""
    flat = np.asarray(scores, dtype=np.float64)
    return {
        "rows": len(known),
        "features": {feature["name"]: histogram(known[:, index]) for index, feature in enumerate(schema["features"])},
        "score": histogram(flat) if flat.ndim == 1 else None,
    }
