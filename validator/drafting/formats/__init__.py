"""The tree of a draft written as HTML, plain text and Word."""
