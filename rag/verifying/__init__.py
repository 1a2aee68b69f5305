"""The checks by which a sentence of a language model is proven or found wanting."""
