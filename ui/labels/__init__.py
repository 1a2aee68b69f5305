"""What single pages say: the labels of each, filled from the tables of the label files."""
