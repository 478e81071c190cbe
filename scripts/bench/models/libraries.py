"""Forecasts of libraries that others use, in quantiles, for the same histories: AutoETS, AutoTheta and, where there are few
series, AutoARIMA (statsforecast) and Prophet. Quantiles are those of the normal distribution that the libraries' own
intervals are of; below 0 is 0."""

import json
import logging
import sys
from statistics import NormalDist

import numpy as np
import pandas as pd

# AutoARIMA and Prophet take seconds a series; with more histories than this they are left out.
SLOW_MOST = 150
# Longer histories change nothing but the time it takes.
PERIODS_MOST = 400


def frame(histories, frequency):
    parts = []
    for one in histories:
        units = one["units"][-PERIODS_MOST:]
        days = pd.date_range("2015-01-01", periods=len(units), freq=frequency)
        parts.append(pd.DataFrame({"unique_id": one["key"], "ds": days, "y": np.array(units, dtype=float)}))
    return pd.concat(parts)


def periods(means, deviations, levels):
    quantiles = [NormalDist().inv_cdf(level) for level in levels]
    return [
        {"mean": max(0.0, mean), "quantiles": [max(0.0, mean + z * deviation) for z in quantiles]}
        for mean, deviation in zip(means, deviations)
    ]


def statistics(question, data, frequency):
    from statsforecast import StatsForecast
    from statsforecast.models import AutoARIMA, AutoETS, AutoTheta

    season = question["season"] if question["daily"] else 1
    names = {"AutoETS": "auto_ets", "AutoTheta": "auto_theta", "AutoARIMA": "auto_arima"}
    models = [AutoETS(season_length=season), AutoTheta(season_length=season)]
    if len(question["histories"]) <= SLOW_MOST:
        models.append(AutoARIMA(season_length=season))
    forecast = StatsForecast(models=models, freq=frequency, n_jobs=1, fallback_model=AutoETS(season_length=1, model="ANN")).forecast(
        df=data, h=question["horizon"], level=[80]
    )
    z = NormalDist().inv_cdf(0.9)
    answers = {}
    for name in [type(model).__name__ for model in models]:
        answers[f"statsforecast_{names[name]}"] = {
            key: periods(part[name], (part[f"{name}-hi-80"] - part[name]) / z, question["levels"])
            for key, part in forecast.groupby("unique_id")
        }
    return answers


def prophet(question, data, frequency):
    if len(question["histories"]) > SLOW_MOST:
        return {}
    from prophet import Prophet

    logging.getLogger("cmdstanpy").disabled = True
    z = NormalDist().inv_cdf(0.9)
    answers = {}
    for key, part in data.groupby("unique_id"):
        model = Prophet(interval_width=0.8, uncertainty_samples=200)
        model.fit(part[["ds", "y"]])
        ahead = model.predict(model.make_future_dataframe(question["horizon"], freq=frequency, include_history=False))
        answers[key] = periods(ahead["yhat"], np.maximum(0, (ahead["yhat_upper"] - ahead["yhat_lower"]) / (2 * z)), question["levels"])
    return {"prophet": answers}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        question = json.load(file)
    frequency = "D" if question["daily"] else "7D"
    data = frame(question["histories"], frequency)
    answers = {**statistics(question, data, frequency), **prophet(question, data, frequency)}
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(answers, file)


if __name__ == "__main__":
    main()
