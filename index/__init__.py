"""From a transcript file to a library: read, understand, cut, encode, store."""
