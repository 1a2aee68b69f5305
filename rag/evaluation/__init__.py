"""Gold questions asked and judged: `python -m rag evaluate`."""
