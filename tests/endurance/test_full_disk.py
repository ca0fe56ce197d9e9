"""The disk fills while somebody sends a file: a sentence beside the field, nothing half kept, nothing typed lost."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import LazySettings

from sahih.kernel.vault.models import StoredFile
from sahih.process.contoh import jawaban
from sahih.web.asesi.tests.conftest import Stage, until
from sahih.web.asesi.tests.test_road_pages import again_of, billed, first, proof

__all__ = ("until",)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may grow past the size, as if the disk ended there."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def in_vault(settings: LazySettings) -> set[Path]:
    return {path for path in Path(settings.SAHIH_VAULT).rglob("*") if path.is_file()}


def test_upload_to_a_full_vault_is_refused_beside_the_field_and_accepted_when_there_is_room(
    until: Stage, settings: LazySettings
) -> None:
    stage, photo = until("review"), jawaban.photo(7)
    bill, (_case, client, url), kept = billed(stage), first(stage), in_vault(settings)
    stage.move(4)
    assert client.get(f"{url}tagihan/").status_code == 200
    with stage.inside():
        rows = StoredFile.objects.count()

    # The upload itself fits to the byte; encrypted it is a little longer.
    with room_for(len(photo)):
        full = client.post(f"{url}tagihan/", proof(content=photo))

    page = full.content.decode()
    assert full.status_code == 422
    assert "Ruang simpan penuh. Berkas belum diterima" in page
    assert 'value="Siti"' in page
    assert in_vault(settings) == kept
    with stage.inside():
        assert StoredFile.objects.count() == rows
        assert again_of(stage, bill).status == bill.status
    assert client.post(f"{url}tagihan/", proof(content=photo)).status_code == 302
