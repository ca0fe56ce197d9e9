"""Files that people hand in: read as plain data or refused in sentences; what skema, standar and MUK share."""
