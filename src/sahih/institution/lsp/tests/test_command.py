"""Founding an LSP from the shell."""

import io
import json

import pytest

from sahih.institution.accounts.models import Membership
from sahih.institution.lsp.command import main
from sahih.institution.lsp.models import Lsp
from sahih.kernel.tenancy import tenant

GIVEN = [
    "found", "--slug", "baru", "--name", "LSP Baru", "--kind", "P3", "--licence", "BNSP-LSP-0777-ID", "--address", "Jl. A",
    "--city", "Solo", "--phone", "0271", "--email", "a@contoh.example", "--code", "BRU", "--licensed-from", "2024-01-01",
    "--licensed-until", "2029-01-01", "--ketua-name", "Ibu Ketua", "--ketua-email", "ketua@contoh.example", "--ketua-sk", "SK-1",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The NIK of the Ketua comes by a pipe."""
    monkeypatch.setattr("sys.stdin", io.StringIO("9901010101800001\n"))


@pytest.mark.django_db
def test_found_lsp_without_the_niks_sixteen_digits_is_refused_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """D2, N2."""
    monkeypatch.setattr("sys.stdin", io.StringIO("123\n"))

    code = main(GIVEN)

    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (code, said["missing"], Lsp.objects.exists()) == (1, ["NIK harus 16 angka; yang diisi 3."], False)


@pytest.mark.django_db
def test_found_lsp_has_its_ketua(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(GIVEN)

    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    with tenant(Lsp.objects.get(slug="baru").pk):
        roles = list(Membership.objects.values_list("role", "person__name", "sk_number"))
    assert (code, said) == (0, {"status": "berdiri", "slug": "baru", "ketua": "ketua@contoh.example"})
    assert roles == [("ketua", "Ibu Ketua", "SK-1")]


@pytest.mark.django_db
@pytest.mark.parametrize(("more", "is_rehearsal"), [([], False), (["--uji-coba"], True)])
def test_found_lsp_is_a_rehearsal_only_where_that_is_asked(more: list[str], is_rehearsal: bool) -> None:
    main([*GIVEN, *more])

    assert Lsp.objects.get(slug="baru").uji_coba is is_rehearsal


@pytest.mark.django_db
def test_found_lsp_with_a_wrong_licence_is_refused_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """L7: the shape of a licence number."""
    code = main([one if one != "BNSP-LSP-0777-ID" else "LSP-777" for one in GIVEN])

    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (code, said["status"], Lsp.objects.filter(slug="baru").exists()) == (1, "ditolak", False)
