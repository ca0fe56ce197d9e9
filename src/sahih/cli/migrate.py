"""`sahih migrate`: as the owner, then the bound role gets exactly its rights."""

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from sahih.cli.manage import inside_django
from sahih.config import environment
from sahih.kernel.postgres import roles


def main(argv: Sequence[str]) -> int:
    """Migrate, make the cache's table, and narrow the append-only tables again."""
    with inside_django(role="owner"):
        from django.core.management import call_command  # noqa: PLC0415 -- after setup

        call_command("migrate", *argv, interactive=False)
        call_command("createcachetable", verbosity=0)
        prepare_roles()
    return 0


def prepare_roles() -> None:
    """Make and grant the bound role; idempotent. Needs Django set up."""
    from sahih.kernel.rls import revoke_append_only  # noqa: PLC0415 -- after setup

    urls = environment.databases()
    roles.prepare(
        owner_url=urls.owner_url,
        app_url=urls.app_url,
        admin_url=urls.admin_url,
        narrow=revoke_append_only,  # type: ignore[arg-type]  # reason: it only executes
    )


def app_user() -> str:
    return unquote(urlsplit(environment.databases().app_url).username or "")
