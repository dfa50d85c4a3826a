"""CR2 against its definition, written out with full matrices."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import linalg, stats

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import correlated_hierarchical, effects, pool, robust, robust_pooled

SIZES = [1, 4, 2, 6, 3, 1, 5, 2]


def root_inverse(matrix):
    values, vectors = linalg.eigh(matrix)
    return vectors @ np.diag(1 / np.sqrt(values)) @ vectors.T


def written_out(fitted, contrast):
    """CR2 variance of a contrast and its Satterthwaite df, after Pustejovsky & Tipton 2018, section 2."""
    data, sigma = fitted.effects, fitted.working_covariance()
    labels, k = fitted.groups.study, data.k
    phi = np.zeros((k, k))
    for study in range(fitted.groups.j):
        rows = np.flatnonzero(labels == study)
        phi[np.ix_(rows, rows)] = sigma.dense(rows[None, :])[0]
    w, x = np.linalg.inv(phi), data.x
    m = np.linalg.inv(x.T @ w @ x)
    hat = x @ m @ x.T @ w
    residual_maker = np.eye(k) - hat
    residual = residual_maker @ data.y
    variance, vectors = 0.0, []
    for study in range(fitted.groups.j):
        rows = np.flatnonzero(labels == study)
        d = linalg.cholesky(phi[np.ix_(rows, rows)])
        b = d @ (residual_maker @ phi @ residual_maker.T)[np.ix_(rows, rows)] @ d.T
        a = d.T @ root_inverse(b) @ d
        g = contrast @ m @ x[rows].T @ w[np.ix_(rows, rows)] @ a
        variance += float(g @ residual[rows]) ** 2
        vectors.append(residual_maker[rows].T @ g)
    p = np.array(vectors)
    products = p @ phi @ p.T
    return variance, np.trace(products) ** 2 / np.sum(products**2)


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_variance_and_df_are_those_of_the_definition(nested, rho):
    y, v, labels = nested(SIZES)
    moderators = np.column_stack([np.cos(np.arange(len(y))), labels % 2])
    fitted = correlated_hierarchical(y, v, labels, moderators, rho=rho)
    found = robust(fitted)
    for i, contrast in enumerate(np.eye(3)):
        variance, df = written_out(fitted, contrast)
        assert found.coefficients.se[i] ** 2 == pytest.approx(variance, rel=1e-8)
        assert found.coefficients.df[i] == pytest.approx(df, rel=1e-8)
    mixed = np.array([1.0, 0.5, 1.0])
    variance, df = written_out(fitted, mixed)
    at = found.contrast(mixed)
    assert (at.se[0] ** 2, at.df[0]) == pytest.approx((variance, df), rel=1e-8)
    assert found.predict([0.5, 1.0]).mean[0] == pytest.approx(at.estimate[0])


def test_the_joint_test_of_one_coefficient_is_its_own_test(nested):
    y, v, labels = nested(SIZES)
    found = robust(correlated_hierarchical(y, v, labels, np.cos(np.arange(len(y)))))
    joint = found.joint([1])
    assert joint.statistic == pytest.approx(found.coefficients.statistic[1] ** 2)
    assert joint.df_denominator == pytest.approx(found.coefficients.df[1])
    assert joint.p == pytest.approx(found.coefficients.p[1])


def test_under_a_balanced_working_model_cr2_is_the_variance_of_the_study_means():
    rng = np.random.default_rng(3)
    labels, v = np.repeat(np.arange(9), 4), np.full(36, 0.05)
    y = rng.normal(0.2, 0.3, 9)[labels] + rng.normal(0, 0.25, 36)
    found = robust(correlated_hierarchical(y, v, labels, rho=0.0))
    means = y.reshape(9, 4).mean(axis=1)
    assert found.coefficients.estimate[0] == pytest.approx(means.mean())
    assert found.coefficients.se[0] == pytest.approx(stats.sem(means))
    assert found.coefficients.df[0] == pytest.approx(8)


def test_one_estimate_a_study_without_moderators_has_the_known_form(eight_schools):
    y, v = eight_schools
    found = robust_pooled(pool(y, v, method="FE"), np.arange(8))
    w = 1 / v / (1 / v).sum()
    residual = y - np.sum(w * y)
    assert found.coefficients.se[0] ** 2 == pytest.approx(np.sum(w**2 * residual**2 / (1 - w)))


def test_labels_and_order_do_not_matter(nested):
    y, v, labels = nested(SIZES)
    names = np.array(["wien", "graz", "linz", "bonn", "lyon", "porto", "riga", "kiel"])[labels]
    shuffled = np.random.default_rng(0).permutation(len(y))
    here = robust(correlated_hierarchical(y, v, labels)).coefficients
    there = robust(correlated_hierarchical(y[shuffled], v[shuffled], names[shuffled])).coefficients
    assert (there.se[0], there.df[0]) == pytest.approx((here.se[0], here.df[0]), rel=1e-6)


def test_few_studies_give_few_degrees_of_freedom_and_say_so(nested):
    y, v, labels = nested([5, 1, 2, 1])
    found = robust(correlated_hierarchical(y, v, labels))
    assert found.coefficients.df[0] < 3.01
    assert not found.reliable
    assert robust(correlated_hierarchical(*nested([3] * 20))).reliable


def test_a_category_of_one_study_is_marked_as_its_robust_variance_leaves_that_study_out(nested):
    y, v, labels = nested(SIZES)
    fitted = correlated_hierarchical(y, v, labels, (labels == 3).astype(float))
    found = robust(fitted)
    assert found.seen[0] == pytest.approx(1)
    assert found.seen[1] < 0.9
    assert found.coefficients.se[1] < 0.6 * np.sqrt(fitted.covariance[1, 1])
    assert found.trusted[1] is False
    assert not found.reliable


def test_usually_nothing_is_left_out(nested):
    y, v, labels = nested(SIZES)
    found = robust(correlated_hierarchical(y, v, labels, np.cos(np.arange(len(y)))))
    assert found.seen == pytest.approx([1, 1], rel=1e-9)


def test_under_the_working_model_the_variance_is_unbiased(nested):
    y, v, labels = nested(SIZES)
    fitted = correlated_hierarchical(y, v, labels, np.cos(np.arange(len(y))))
    sigma = fitted.working_covariance()
    rng = np.random.default_rng(5)
    squares = []
    factors = [
        np.linalg.cholesky(sigma.dense(np.flatnonzero(labels == study)[None, :])[0])
        for study in range(len(SIZES))
    ]
    for _ in range(400):
        noise = np.concatenate([factor @ rng.normal(size=len(factor)) for factor in factors])
        again = replace(fitted, effects=effects(noise, v, np.cos(np.arange(len(y)))))
        squares.append(robust(again).coefficients.se ** 2)
    mean, error = np.mean(squares, axis=0), stats.sem(squares, axis=0)
    assert (np.abs(mean - np.diag(fitted.covariance)) < 4 * error).all()


def test_too_many_coefficients_for_a_joint_test(nested):
    y, v, labels = nested(SIZES, seed=13)
    skewed = np.exp(2 * np.random.default_rng(13).normal(size=(8, 4)))[labels]
    found = robust(correlated_hierarchical(y, v, labels, skewed))
    with pytest.raises(StatisticsError, match="Too few studies") as refusal:
        found.joint([1, 2, 3, 4])
    assert refusal.value.code == "too_few"
