"""One audit: counting, and the rows where they are asked for."""

from collections.abc import Sequence
from typing import Self

from palermo.audit.figures import Audit
from palermo.audit.groupings import Grouping, groupings
from palermo.audit.rows import Spool, label_rows, person_rows
from palermo.audit.suppress import suppress
from palermo.audit.tally import Tally
from palermo.findings import CaseFindings
from palermo.rulebook import Rulebook


class Auditor:
    """Takes the findings on one case after the other; ``labels`` and ``persons`` hold rows where they are wanted, else
    None. Rows are gone when it is closed, which a ``with`` statement does."""

    def __init__(
        self,
        rulebook: Rulebook,
        by: Sequence[Grouping] = (),
        *,
        rows: bool = False,
        unlabelled_rows: bool = False,
        lang: str = "en",
    ) -> None:
        self._tally = Tally(rulebook, by or groupings(rulebook), lang)
        self._also = rulebook.also_said
        self.labels = Spool() if rows else None
        self.persons = Spool() if unlabelled_rows else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the rows."""
        for spool in (self.labels, self.persons):
            if spool is not None:
                spool.close()

    def take(self, found: CaseFindings) -> None:
        """Count one case, and keep its rows."""
        self._tally.add(found)
        if self.labels is not None:
            self.labels.add(label_rows(found))
        if self.persons is not None:
            self.persons.add(person_rows(found, self._also))

    def result(self, threshold: int = 0) -> Audit:
        """What was counted so far, figures below ``threshold`` withheld."""
        return suppress(self._tally.audit(), threshold)

    @property
    def unsupported(self) -> bool:
        """Whether any label says more than the record."""
        return self._tally.more > 0
