"""The paper path (L12): blanks out, scans in, typed by one, confirmed by another."""
