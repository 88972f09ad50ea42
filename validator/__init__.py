"""Hong Kong listing rules and internal controls as data: read, evaluate, monitor, draft."""

__version__ = "0.1.0"
