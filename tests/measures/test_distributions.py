"""Student's t, and that nothing pays for it before it is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from portal.measures.distributions import t_critical

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("tail", "degrees_of_freedom", "critical"),
    [
        pytest.param(0.025, 9, 2.2622, id="ten answers"),
        pytest.param(0.025, 17.6828, 2.1036, id="T-14, between whole numbers"),
        pytest.param(0.0025, 80, 2.8870, id="one of ten questions"),
        pytest.param(0.025, 1e9, 1.9600, id="so many that t is normal"),
    ],
)
def test_t_critical(tail, degrees_of_freedom, critical):
    assert t_critical(tail, degrees_of_freedom) == pytest.approx(critical, abs=5.0001e-5)


@given(st.floats(1e-5, 0.4), st.floats(1, 1e6))
def test_t_critical_agrees_with_the_full_distribution(tail, degrees_of_freedom):
    expected = stats.t.isf(tail, degrees_of_freedom)
    assert t_critical(tail, degrees_of_freedom) == pytest.approx(expected, rel=1e-9)


def test_a_web_worker_does_not_load_scipy():
    loaded = "import sys, portal.measures.commands; print('scipy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", loaded], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
