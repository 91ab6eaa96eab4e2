"""How results are written for people at a terminal and for other programs."""
