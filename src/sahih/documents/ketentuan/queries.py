"""What the LSP decided about a form or letter, as it holds now."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from sahih.documents.canonical import definition_digest
from sahih.documents.fr import FORMS
from sahih.documents.ketentuan.models import FormulirLsp, Kendali, Konfirmasi, NaskahDraf, NaskahVersi
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import Naskah, Surat, read_naskah
from sahih.kernel.policy import Refused

M = TypeVar("M", bound=Model)


def kendali_of(code: str) -> Kendali | None:
    """The document control in force."""
    return Kendali.objects.filter(code=code).order_by("-version").first()


def naskah_of(code: str) -> NaskahVersi | None:
    """The newest wording that the LSP put in force; without content it went back to the product's own."""
    return NaskahVersi.objects.filter(code=code).order_by("-version").first()


def draft_of(code: str) -> NaskahDraf | None:
    return NaskahDraf.objects.filter(code=code).first()


def own_naskah(surat: Surat) -> Naskah | None:
    """The LSP's wording of this letter; None where the product's holds.

    Raises Refused where the letter has changed under it: to say something else than the LSP decided would be worse.
    """
    row = naskah_of(surat.form.code)
    if row is None or row.content is None:
        return None
    naskah, problems = read_naskah(surat, row.content)
    if naskah is None:
        raise Refused(
            _("Naskah %(title)s milik LSP tidak cocok lagi dengan suratnya: %(why)s Perbaiki di Pengaturan, Formulir dan surat.")
            % {"title": surat.form.title, "why": problems[0].message}
        )  # fmt: skip
    return naskah


def has_adopted(code: str) -> bool:
    """Whether the LSP ever put a wording of this letter in force, be it the product's own."""
    return NaskahVersi.objects.filter(code=code).exists()


@cache
def definition_of(code: str) -> str:
    """The fingerprint of what the product prints under this code; a new version of a form has another."""
    return definition_digest(FORMS[code] if code in FORMS else LETTERS[code])


@dataclass(frozen=True)
class Berlaku:
    """How one form or letter stands at this LSP."""

    code: str
    title: str
    is_letter: bool
    kendali: Kendali | None = None
    naskah: NaskahVersi | None = None
    draft: NaskahDraf | None = None
    formulir: FormulirLsp | None = None
    last: Konfirmasi | None = None

    @property
    def konfirmasi(self) -> Konfirmasi | None:
        """The newest confirmation, where it speaks of what holds now: form, document control and wording alike."""
        row = self.last
        if row is None or row.definition_sha256 != definition_of(self.code):
            return None
        same = (row.kendali_id, row.naskah_id) == (_pk(self.kendali), _pk(self.naskah))
        return row if same else None

    @property
    def own_code(self) -> str:
        return self.kendali.alias if self.kendali and self.kendali.alias else self.code


def _pk(row: Model | None) -> int | None:
    return row.pk if row else None


def berlaku() -> list[Berlaku]:
    """Every form, then every letter; five queries for any number of them."""
    kendali, naskah = _newest(Kendali.objects.order_by("version")), _newest(NaskahVersi.objects.order_by("version"))
    drafts = _newest(NaskahDraf.objects.order_by("id"))
    formulir = _newest(FormulirLsp.objects.select_related("file__key").order_by("id"))
    last = _newest(Konfirmasi.objects.order_by("id"))
    titles = [(code, form.title, False) for code, form in FORMS.items()]
    titles += [(code, surat.form.title, True) for code, surat in LETTERS.items()]
    return [
        Berlaku(
            code, title, is_letter, kendali=kendali.get(code), naskah=naskah.get(code), draft=drafts.get(code),
            formulir=formulir.get(code), last=last.get(code),
        )
        for code, title, is_letter in titles
    ]  # fmt: skip


def berlaku_of(code: str) -> Berlaku | None:
    return next((one for one in berlaku() if one.code == code), None)


def _newest(rows: Iterable[M]) -> dict[str, M]:
    """The last row of each code."""
    return {str(getattr(row, "code")): row for row in rows}  # noqa: B009 -- every model here has one
