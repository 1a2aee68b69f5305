"""The page Catch up: one module a view, each reads what is kept and makes nothing."""
