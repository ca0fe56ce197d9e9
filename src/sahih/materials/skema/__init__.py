"""Skema sertifikasi: the file format, its versions, and what each asks of an asesmen."""
