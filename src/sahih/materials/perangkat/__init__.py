"""Perangkat asesmen: the content of every instrument of a MUK, item by item, and the two people who stand for it."""
