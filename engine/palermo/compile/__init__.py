"""The compile pass: packs to a rulebook, once, kept on disk under a hash of their bytes."""
