"""What must be the same at the end, whoever died on the way."""

import hashlib
from typing import Any

from sahih.documents.issuing import current_trust
from sahih.documents.verification.verify import verify_certificate
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import read
from tests.endurance.place import Place

QUERIES = {
    "jobs": "SELECT task_name, status, count(*) FROM procrastinate_jobs WHERE task_name NOT LIKE 'kernel.%' GROUP BY 1, 2",
    "certificates": "SELECT number, status, pdf_id IS NOT NULL, issued_at IS NOT NULL, leaf_id IS NOT NULL FROM process_sertifikat",
    "public": "SELECT number, status FROM process_sertifikatpublik",
    "prints": "SELECT lembar_id, signature_count, pages FROM documents_cetakan",
    "files": "SELECT kind, count(*) FROM kernel_storedfile GROUP BY 1",
    "letters": 'SELECT "to", subject, sent_at IS NOT NULL FROM kernel_message',
    "keys": "SELECT purpose, count(*) FROM kernel_signingkey GROUP BY 1",
    "leaves": "SELECT kind, count(*) FROM kernel_leaf WHERE kind <> 'audit' GROUP BY 1",
}
ACTS = "SELECT kind, count(*) FROM kernel_auditentry GROUP BY 1"


def end_of(place: Place) -> dict[str, list[tuple[Any, ...]]]:
    """Rows by what they say; ids and random values are left out."""
    return {name: sorted(place.rows(query)) for name, query in QUERIES.items()}


def acts_of(place: Place) -> dict[str, int]:
    return dict(place.rows(ACTS))


def is_whole(place: Place) -> bool:
    """Every file opens to its hash, every certificate holds before an outsider, the tree has no gap."""
    lsp_ids = [row[0] for row in place.rows("SELECT id FROM institution_lsp")]
    return (
        all(_files_open(lsp_id) for lsp_id in lsp_ids) and _tree_has_no_gap(place) and _seals_meet_no_entry_twice(place)
    )


def _files_open(lsp_id: int) -> bool:
    with tenant(lsp_id):
        for file in StoredFile.objects.select_related("key"):
            content = read(file)
            if hashlib.sha256(content).hexdigest() != file.sha256:
                return False
            if file.kind == "sertifikat" and not verify_certificate(content, current_trust()).ok:
                return False
    return True


def _tree_has_no_gap(place: Place) -> bool:
    placed = place.rows(
        "SELECT p.position, l.hash FROM kernel_placed p JOIN kernel_leaf l ON l.id = p.leaf_id ORDER BY 1"
    )
    heads = place.rows("SELECT size, root FROM kernel_checkpoint")
    hashes = [bytes(hash_) for _position, hash_ in placed]
    is_dense = [position for position, _hash in placed] == list(range(len(placed)))
    return is_dense and all(root_of(hashes[:size]) == bytes(root) for size, root in heads)


def root_of(hashes: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as it reads there; slow on purpose, to judge the fast one."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return hashlib.sha256(b"\1" + root_of(hashes[:split]) + root_of(hashes[split:])).digest()


def _seals_meet_no_entry_twice(place: Place) -> bool:
    sealed = [row[0] for row in place.rows("SELECT unnest(entries) FROM kernel_auditseal")]
    return len(sealed) == len(set(sealed))
