"""A small model that learns from a large one what the large one makes of the same rows (Hinton, Vinyals, Dean 2015).

The labels of a history are noughts and ones; the teacher's probabilities say of each row how sure it may be of that. A
small model learns from them with fewer trees what it would take more trees to learn from the labels.
"""

import numpy as np
import xgboost as xgb

# The teacher learns slowly and from a part of the rows and features at a time: what is larger without that learns the
# noise, and has nothing to teach.
TEACHER_ROUNDS = 4
TEACHER = {"subsample": 0.7, "colsample_bytree": 0.7}
TEACHER_SLOWER = 3
# The student has half of the trees of what is served otherwise, and takes steps twice as long.
STUDENT_SHARE = 0.5
STUDENT_QUICKER = 2


def distilled(settings, matrix, rounds):
    """The teacher, the student, a model of the student's size that learnt from the labels, and how many trees that is.

    Of the labels the student sees what the teacher has made of them. All three keep the same monotone constraints.
    """
    large = {**settings, **TEACHER, "eta": settings["eta"] / TEACHER_SLOWER}
    small = {**settings, "eta": settings["eta"] * STUDENT_QUICKER}
    grown = max(1, round(rounds * STUDENT_SHARE))
    labels = matrix.get_label()
    teacher = xgb.train(large, matrix, rounds * TEACHER_ROUNDS)
    plain = xgb.train(small, matrix, grown)
    matrix.set_label(teacher.predict(matrix))
    student = xgb.train(small, matrix, grown)
    matrix.set_label(labels)
    return teacher, student, plain, grown


def ranks(values):
    order = np.argsort(values, kind="stable")
    places = np.empty(len(values))
    places[order] = np.arange(len(values))
    return places


def agreement(teacher, student):
    """How far what the two say lies apart, and whether they put rows in the same order (Spearman)."""
    return {
        "mean_absolute_difference": np.abs(teacher - student).mean(),
        "rank_correlation": np.corrcoef(ranks(teacher), ranks(student))[0, 1],
    }
