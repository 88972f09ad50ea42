"""Actual amounts held against annual caps."""
