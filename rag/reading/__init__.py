"""What a question's own words say: where to search, who is meant, what an earlier question left."""
