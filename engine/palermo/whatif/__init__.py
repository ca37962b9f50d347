"""The whatif pass: what would change a finding, and what a finding would be under assumptions.

In: a case and a finding on it. Out: :class:`palermo.whatif.values.WhatIf`, values and not strings; see docs/whatif.md.
Every set that is proposed was added to the case, and the case judged again, before it is given.
"""

from palermo.whatif.asking import Asker, what_if
from palermo.whatif.values import Assumed, Assumption, Supposed, WhatIf

__all__ = ["Asker", "Assumed", "Assumption", "Supposed", "WhatIf", "what_if"]
