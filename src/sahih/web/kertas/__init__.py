"""Sheets of paper: print, scan, type, confirm."""
