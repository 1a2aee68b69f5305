"""What is kept for the people who ask: conversations, votes, reports. Nothing here draws."""
