"""Findings and results in the formats that people and programs read, one small module a format."""
