"""Surat: the letters of the road, each drafted, signed in order, sent and received in one way."""
