"""The entail pass: what follows from one view of a case (OWL 2 RL; docs/inference.md lists the rules).

The class tree, the property tree, domains and ranges are closed when the rulebook is compiled, so one pass over the
edges applies them. The other rules run to a fixed point, and only where the case uses a term that one of them reads.
"""

from palermo.entail.inference import Inference
from palermo.entail.view import Inverse, View, triples_of

__all__ = ["Inference", "Inverse", "View", "triples_of"]
