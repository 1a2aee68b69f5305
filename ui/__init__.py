"""The pages of the app: ask, read, library; and what they share."""
