"""Drafts for staff: every sentence stands in the transcripts, or is checked against them."""
