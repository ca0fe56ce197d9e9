"""Read models over the whole road: what waits, and how far somebody is."""
