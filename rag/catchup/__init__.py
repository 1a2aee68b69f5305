"""What newcomers catch up on: overviews of sessions, people, terms and positions."""
