"""How many examples a property is tried on."""

from hypothesis import HealthCheck, settings


def tried(examples: int = 100) -> settings:
    """The same examples in every run, and no clock: a slow machine must not fail a property."""
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(derandomize=True, deadline=None, database=None, max_examples=examples, suppress_health_check=slow)
