"""An audit of generated cases against a recount by SPARQL; ``make audit-check`` does the same with many more."""

from pathlib import Path

import pytest

from .run import check


@pytest.mark.slow
def test_an_audit_agrees_with_a_recount(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(check(600, 300, tmp_path)) == []
    told = capsys.readouterr().out
    assert "groups in 6 groupings compared" in told
    assert all(f"all {support}: " in told for support in ("supported", "if-proved", "unsupported", "contradicted"))
