"""An interview: what to ask next, so that the questions that still change the result come first."""
