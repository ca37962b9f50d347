"""Pass *split*: from triples to cases: one graph each, gated, every node with an IRI."""
