"""Killed at random moments, on a file of real size."""

import os

import kill
import pytest


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("more", [["--jobs", "2"], ["--interleaved"]])
def test_a_run_that_is_killed_again_and_again_ends_as_one_that_is_not(more: list[str]) -> None:
    assert kill.main(["--cases", "5000", "--kills", "3", "--seed", "5", *more]) == 0
