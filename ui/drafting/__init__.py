"""The page of drafts: composed, edited sentence by sentence, checked, and taken along."""
