"""From an evaluated event to plain mappings of values ready for print."""
