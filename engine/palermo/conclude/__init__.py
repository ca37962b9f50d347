"""The conclude pass: from the views of a case to findings, which are values and not strings."""
