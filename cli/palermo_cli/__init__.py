"""The command line of Palermo: parses arguments, calls the engine, chooses a writer."""

__version__ = "0.1.0"
