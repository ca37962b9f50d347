"""The view pass: a case's triples as they stand at one evidential standing, before anything follows from them."""
