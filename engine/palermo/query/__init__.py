"""SPARQL over cases, what follows from them, and the findings on them.

The query text passes a gate (nothing that fetches), then runs in a process of its own with limits on time and memory,
which is killed at the limit: the SPARQL engine can neither be interrupted nor trusted with every query.
"""

from palermo.query.answer import Answer, Limits, answer, query_and_paths

__all__ = ["Answer", "Limits", "answer", "query_and_paths"]
