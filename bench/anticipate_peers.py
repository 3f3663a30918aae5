"""Chow-Lin and Denton of tempdisagg, ETS of statsforecast: what nowcast and forecast are compared with.

    anticipate_peers.py PROBLEM.npz ANSWER.npz

Runs by the Python of an environment with bench/peers-anticipate.txt; knows nothing of Concord.
PROBLEM has ``kind``: *disaggregate* with ``sums`` (months, series) and ``indicator`` (days,), or
*ets* with ``past`` (days, series), ``origins`` and ``days``.
"""

import sys
import time
import warnings

import numpy as np

MONTH = 30
DRAWS = 200
METHODS = ("chow-lin-opt", "denton")


def disaggregate(sums: np.ndarray, indicator: np.ndarray) -> dict[str, np.ndarray]:
    """(days, series) by each method, and seconds."""
    import pandas as pd
    from tempdisagg import TempDisaggModel

    answers: dict[str, np.ndarray] = {}
    for method in METHODS:
        began, columns = time.process_time(), []
        for series in range(sums.shape[1]):
            table = pd.DataFrame(
                {
                    "Index": np.repeat(np.arange(len(sums)), MONTH),
                    "Grain": np.tile(np.arange(1, MONTH + 1), len(sums)),
                    "X": indicator,
                    "y": np.repeat(sums[:, series], MONTH),
                }
            )
            model = TempDisaggModel(method=method, conversion="sum")
            model.fit(table)
            columns.append(np.ravel(model.predict()))
        answers[method] = np.stack(columns, axis=1)
        answers[f"{method} seconds"] = np.array(time.process_time() - began)
    return answers


def ets(past: np.ndarray, origins: np.ndarray, days: int) -> dict[str, np.ndarray]:
    """(origins, draws, days, series): normal draws with the model's own mean and 95 % interval."""
    from statsforecast.models import AutoETS

    random = np.random.default_rng(1)
    made = np.zeros((len(origins), DRAWS, days, past.shape[1]))
    for number, origin in enumerate(origins):
        for series in range(past.shape[1]):
            told = AutoETS(season_length=7).forecast(y=past[:origin, series], h=days, level=[95])
            spread = (told["hi-95"] - told["lo-95"]) / (2 * 1.959964)
            made[number, :, :, series] = told["mean"] + spread * random.standard_normal((DRAWS, days))
    return {"futures": np.maximum(made, 0.0)}


def main() -> None:
    """Answer one problem."""
    warnings.simplefilter("ignore")
    problem = np.load(sys.argv[1])
    if str(problem["kind"]) == "disaggregate":
        np.savez(sys.argv[2], **disaggregate(problem["sums"], problem["indicator"]))
    else:
        np.savez(sys.argv[2], **ets(problem["past"], problem["origins"], int(problem["days"])))


if __name__ == "__main__":
    main()
