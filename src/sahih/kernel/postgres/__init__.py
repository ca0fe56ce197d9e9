"""PostgreSQL without installing it: our launcher for the binaries of a wheel, and the bound role.

Nothing here imports Django, so that the command can start a database before settings are read.
"""

from sahih.kernel.postgres.cluster import Cluster
from sahih.kernel.postgres.endpoints import Endpoints
from sahih.kernel.postgres.errors import PostgresError

__all__ = ("Cluster", "Endpoints", "PostgresError")
