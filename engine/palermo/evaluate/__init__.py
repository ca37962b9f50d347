"""Shapes as predicates over a view: does a node conform, and which values do not."""
