"""Printed figures of a document, and the relations that must hold among them."""
