"""Announcement drafts: templates rendered once, written as HTML, plain text and Word."""
