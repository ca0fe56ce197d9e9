"""One invoice for many, a proof looked at by a person, sent back and sent again."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date
from sahih.process.biaya.actions import bill, send_proof
from sahih.process.biaya.models import Tagihan
from sahih.process.permohonan.models import Permohonan
from sahih.web.admin_lsp.tests.dunia import PNG, Dunia

SEEN = re.compile(r'name="bukti" value="(\w+)"')


def url(name: str, tagihan: Tagihan) -> str:
    return reverse(f"admin_lsp:{name}", args=["rintisan", tagihan.ref])


def proven(dunia: Dunia, case: Permohonan, *, amount: int = 1_350_000) -> Tagihan:
    """An invoice whose payer sent a proof."""
    tagihan = bill([case], actor=dunia.actor("Ayu Admin"), at=dunia.at)
    again(dunia, tagihan, case.asesi.name, amount=amount)
    return tagihan


def again(dunia: Dunia, tagihan: Tagihan, name: str, *, amount: int = 1_350_000) -> None:
    tagihan.refresh_from_db()
    send_proof(
        tagihan,
        PNG,
        name="bukti.png",
        sender=name,
        amount=amount,
        paid_on=local_date(dunia.at),
        actor=dunia.actor(name),
        at=dunia.at,
    )


def shown(client: Client, page: str, tagihan: Tagihan) -> str:
    """The proof that the page shows and carries."""
    found: list[str] = SEEN.findall(client.get(url(page, tagihan)).content.decode())
    return found[0]


def test_bill_for_three_of_one_company_makes_one_invoice(dunia: Dunia) -> None:
    versi, company = dunia.skema(), dunia.perusahaan()
    cases = [dunia.diterima(versi, name, perusahaan=company) for name in ("Budi Kimia", "Cici Kimia", "Dodi Kimia")]

    answer = dunia.client("Ayu Admin").post(
        "/l/rintisan/tagihan/baru/", {"payer": cases[0].ref, "permohonan": [one.ref for one in cases]}
    )

    tagihan = Tagihan.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("tagihan_rinci", tagihan))
    assert (tagihan.total, tagihan.perusahaan, tagihan.baris_set.count()) == (4_050_000, company, 3)


def test_bill_of_nobody_is_refused_beside_the_field(dunia: Dunia) -> None:
    case = dunia.diterima(dunia.skema(), "Eko Sendiri")

    answer = dunia.client("Ayu Admin").post("/l/rintisan/tagihan/baru/", {"payer": case.ref})

    assert answer.status_code == 422
    assert "Pilih sedikitnya satu permohonan." in answer.content.decode()


def test_bill_that_another_made_meanwhile_shows_what_is_left(dunia: Dunia) -> None:
    case = dunia.diterima(dunia.skema(), "Eko Sendiri")
    bill([case], actor=dunia.actor("Ayu Admin"), at=dunia.at)

    answer = dunia.client("Ayu Admin").post("/l/rintisan/tagihan/baru/", {"payer": case.ref, "permohonan": [case.ref]})

    assert answer.status_code == 422
    assert "sudah ditagih petugas lain" in answer.content.decode()


def test_short_proof_needs_a_reason_and_then_settles(dunia: Dunia) -> None:
    """PL2: a payment is valid before the road goes on."""
    case = dunia.diterima(dunia.skema(), "Eko Sendiri")
    tagihan = proven(dunia, case, amount=1_000_000)
    client = dunia.client("Ayu Admin")

    seen = shown(client, "tagihan_sahkan", tagihan)
    refused = client.post(url("tagihan_sahkan", tagihan), {"reason": "", "bukti": seen})
    taken = client.post(
        url("tagihan_sahkan", tagihan), {"reason": "Sisanya dibayar tunai, kuitansi 12.", "bukti": seen}
    )

    assert refused.status_code == 422
    assert "kurang dari tagihan" in refused.content.decode()
    assert taken.status_code == 302
    assert Permohonan.objects.get(pk=case.pk).status == "lunas"


def test_proof_sent_back_is_mended_and_accepted(dunia: Dunia) -> None:
    case = dunia.diterima(dunia.skema(), "Eko Sendiri")
    tagihan = proven(dunia, case)
    client = dunia.client("Ayu Admin")

    first = shown(client, "tagihan_tolak", tagihan)
    client.post(url("tagihan_tolak", tagihan), {"reason": "Foto buram. Kirim ulang.", "bukti": first})
    page = client.get(url("tagihan_rinci", tagihan)).content.decode()
    again(dunia, tagihan, "Eko Sendiri")
    # The page with the first proof still lies open in another tab.
    late = client.post(url("tagihan_sahkan", tagihan), {"reason": "", "bukti": first})
    client.post(url("tagihan_sahkan", tagihan), {"reason": "", "bukti": SEEN.findall(late.content.decode())[0]})

    assert "Foto buram. Kirim ulang." in page
    assert (late.status_code, "Periksa bukti itu dulu." in late.content.decode()) == (422, True)
    assert Tagihan.objects.get().status == "lunas"


def test_void_invoice_frees_its_application(dunia: Dunia) -> None:
    case = dunia.diterima(dunia.skema(), "Eko Sendiri")
    tagihan = bill([case], actor=dunia.actor("Ayu Admin"), at=dunia.at)
    client = dunia.client("Ayu Admin")

    client.post(url("tagihan_batal", tagihan), {"reason": "Pembayar berganti."})

    assert Tagihan.objects.get().status == "batal"
    assert "Eko Sendiri" in client.get("/l/rintisan/tagihan/baru/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_with_any_number_of_rows_takes_the_same_queries(dunia: Dunia, count: int) -> None:
    versi = dunia.skema()
    for number in range(count):
        bill([dunia.diterima(versi, f"Asesi {number}")], actor=dunia.actor("Ayu Admin"), at=dunia.at)
    client = dunia.client("Ayu Admin")

    with CaptureQueriesContext(connection) as found:
        answer = client.get("/l/rintisan/tagihan/")

    assert answer.content.decode().count("/INV-UJI/") == count
    assert len(found) == 22


def test_payer_may_not_verify_their_own(dunia: Dunia) -> None:
    dunia.user("Eko Sendiri", Role.KEUANGAN)
    tagihan = proven(dunia, dunia.diterima(dunia.skema(), "Eko Sendiri"))

    answer = dunia.client("Eko Sendiri").post(url("tagihan_sahkan", tagihan), {"reason": ""})

    assert answer.status_code == 422
    assert "Pembayaran sendiri diperiksa orang lain." in answer.content.decode()
