"""hearsay: who claims what about whom, on whose word."""

__version__ = "0.1.0"
