"""Why the database cannot serve: always one sentence with its remedy."""


class PostgresError(Exception):
    """The database cannot be started, reached or prepared; the message says what to do."""
