"""What may be corrected, by whom and until when, and what may be given up again (FX13, FX9)."""

from django.utils.translation import gettext as _

from sahih.documents.correcting import is_correcting
from sahih.documents.fr import FORMS
from sahih.documents.sheets import is_signed_by
from sahih.kernel.actor import Actor
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import ALLOW, Verdict, allow_if, first_denial, policy
from sahih.process.asesmen.models import Asesmen, Laporan, Tinjauan
from sahih.process.asesmen.policies import BY_HAND, is_asesi, may_assess, on_screen, report_gaps
from sahih.process.asesmen.queries import RESTING_ON, former_report_stands, overtaken_by, sheets_by_code
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.policies import is_duty_asesor
from sahih.process.permohonan.policies import is_on_paper

# The hold of a committee that was composed: from then on the records stand.
DECIDING = "komite"
# The hold of a penyelia whose FR.AK.06 names the first one.
REVIEWED = "kaji_ulang"
_JUDGED = (Asesmen.Status.BERLANGSUNG, Asesmen.Status.DIREKOMENDASIKAN)
_PREPARED = (Asesmen.Status.DITINJAU, Asesmen.Status.DISETUJUI)
CORRECTED_IN = {
    "FR.AK.07": (*_PREPARED, *_JUDGED),
    "FR.AK.01": _PREPARED,
    "FR.IA.01": _JUDGED,
    "FR.AK.02": _JUDGED,
    "FR.AK.03": (Asesmen.Status.DIREKOMENDASIKAN,),
}


@policy("asesmen.correct")
def may_correct(actor: Actor, asesmen: Asesmen, code: str) -> Verdict:
    """Who signed first may correct while nobody has begun to decide on it (FX13)."""
    sheet = sheets_by_code(asesmen).get(code)
    role = FORMS[code].signatures[0].role
    is_begun = sheet is not None and not sheet.void_reason and is_signed_by(sheet, role)
    return first_denial(
        _is_first_signer(actor, asesmen, role),
        _off_paper(asesmen, code),
        is_undecided(asesmen.peserta.jadwal),
        allow_if(asesmen.status in CORRECTED_IN.get(code, ()), not_correctable(code)),
        allow_if(is_begun, _("%s belum Anda tandatangani; ubah saja isinya.") % code),
    )


def _is_first_signer(actor: Actor, asesmen: Asesmen, role: str) -> Verdict:
    return is_asesi(actor, asesmen) if role == "asesi" else may_assess(actor, asesmen)


def _off_paper(asesmen: Asesmen, code: str) -> Verdict:
    """L12: what is signed by hand is corrected by hand, and so is what rests on this sheet."""
    if not is_on_paper(asesmen.peserta.permohonan):
        return ALLOW
    sheets = sheets_by_code(asesmen)
    confirmed = [one for one in RESTING_ON.get(code, ()) if (sheet := sheets[one]) and sheet.locked_at]
    return first_denial(
        ALLOW if code not in BY_HAND else on_screen(asesmen),
        allow_if(not confirmed, _("%s sudah dikonfirmasi dari kertas atas dasar lembar ini; koreksi dulu yang itu pada jalur kertas.") % ", ".join(confirmed)),
    )  # fmt: skip


@policy("asesmen.drop_correction")
def may_drop_correction(actor: Actor, asesmen: Asesmen, code: str) -> Verdict:
    """A correction that nobody signed, by whoever may begin one; never back to what rests on another sheet by now."""
    sheet, role = sheets_by_code(asesmen).get(code), FORMS[code].signatures[0].role
    first = first_denial(
        _is_first_signer(actor, asesmen, role),
        allow_if(is_correcting(sheet), _("Tidak ada koreksi %s yang belum ditandatangani.") % code),
        ALLOW if code not in BY_HAND else on_screen(asesmen),
    )
    if not first:
        return first
    newer = overtaken_by(asesmen, code)
    way = _("%(other)s dikoreksi sesudahnya, sehingga %(code)s yang lama tidak lagi sesuai. Tandatangani lembar yang baru.")  # fmt: skip
    return allow_if(not newer, way % {"other": ", ".join(newer), "code": code})


def not_correctable(code: str) -> str:
    if code == "FR.AK.03":
        return _("Umpan balik dikoreksi setelah asesmen selesai.")
    if code == "FR.AK.01":
        return _("Bukti sudah dikumpulkan atas dasar FR.AK.01 ini; persetujuannya tidak diganti lagi. Tuliskan kekeliruannya pada Catatan FR.AK.05.")  # fmt: skip
    return _("%s dikoreksi selama atau setelah asesmen berlangsung, dan tidak setelah asesmen berakhir tanpa hasil.") % code  # fmt: skip


@policy("laporan.correct")
def may_correct_laporan(actor: Actor, jadwal: Jadwal) -> Verdict:
    return first_denial(
        is_duty_asesor(actor, jadwal),
        is_undecided(jadwal),
        allow_if(jadwal.status == Jadwal.Status.SELESAI, _("FR.AK.05 belum ditandatangani; ubah saja isinya.")),
    )


@policy("tinjauan.correct")
def may_correct_tinjauan(actor: Actor, tinjauan: Tinjauan) -> Verdict:
    """The first FR.AK.06, as long as no second one that names it is signed (FX9, FX13)."""
    held = [one.reason for one in open_holds(tinjauan.jadwal) if one.kind == REVIEWED]
    return first_denial(
        is_duty_asesor(actor, tinjauan.jadwal),
        is_undecided(tinjauan.jadwal),
        allow_if(not held, " ".join(held)),
        allow_if(tinjauan.signed_at, _("%s belum Anda tandatangani; ubah saja isinya.") % "FR.AK.06"),
    )


@policy("tinjauan.drop_correction")
def may_drop_tinjauan_correction(actor: Actor, tinjauan: Tinjauan) -> Verdict:
    return first_denial(
        is_duty_asesor(actor, tinjauan.jadwal),
        allow_if(is_correcting(tinjauan.lembar), _("Tidak ada koreksi %s yang belum ditandatangani.") % "FR.AK.06"),
    )


@policy("laporan.drop_correction")
def may_drop_laporan_correction(actor: Actor, laporan: Laporan) -> Verdict:
    """Back to the former report, unless it would say of somebody what is no longer so."""
    begun = is_correcting(laporan.lembar)
    return first_denial(
        is_duty_asesor(actor, laporan.jadwal),
        allow_if(begun, _("Tidak ada koreksi FR.AK.05 yang belum ditandatangani.")),
        allow_if(not begun or (not report_gaps(laporan.jadwal) and former_report_stands(laporan)), _("Laporan yang lama tidak lagi sesuai dengan keadaan asesi. Tandatangani laporan yang baru.")),
    )  # fmt: skip


def is_undecided(jadwal: Jadwal) -> Verdict:
    """What the committee decides on does not change beneath it; what is wrong then is told to it, or appealed."""
    held = [one.reason for one in open_holds(jadwal) if one.kind == DECIDING]
    way = _("Lembarnya tidak dikoreksi lagi. Sampaikan kekeliruannya kepada Admin LSP agar disebut dalam berita acara komite; setelah SK terbit, asesi dapat mengajukan banding (FR.AK.04).")  # fmt: skip
    return allow_if(not held, " ".join([*held, way]))
