"""From files to plain data with a place for every node."""
