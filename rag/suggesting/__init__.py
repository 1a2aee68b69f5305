"""What a library can be asked: its terms, topics, people and open questions, as candidates."""
