"""The Exchange's checklists, filled from a workspace: which forms there are, how each item stands, what is printed."""
