"""Templates rendered in a sandbox, and the small markup they may use read back as a tree."""
