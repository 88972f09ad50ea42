"""Holds a draft from anywhere against the data: figures, arithmetic, required content, terms, references."""
