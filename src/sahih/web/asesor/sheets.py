"""The sheets that an asesor fills for one asesi: what each needs, who may, which action keeps and signs it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.documents.content import Content, Context
from sahih.documents.models import Lembar
from sahih.documents.sheets import current_part
from sahih.documents.vocabulary import Problem
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Unseen, Verdict, Words
from sahih.process.asesmen import actions, policies, queries
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.planned import adjustment_gaps, consent_gaps
from sahih.process.permohonan.queries import live_bukti
from sahih.web.asesor.stages import AK01, AK02, AK07, APL02, IA01
from sahih.web.asesor.tally import kelompok_progress, unit_results
from sahih.web.filling import Fillable
from sahih.web.signing import Signable
from sahih.web.ui.parts import Link


@dataclass(frozen=True)
class Kind:
    """One sheet of an assessment, as the asesor meets it."""

    slug: str
    code: str
    sheet: Callable[[Asesmen], Lembar | None]
    context: Callable[[Asesmen], Context]
    may: Callable[[Actor, Asesmen], Verdict]
    save: Callable[..., Any]  # reason: the actions differ in what they return
    sign: Callable[..., Any]  # reason: as above
    intro: Words
    meaning: str
    done: Words
    template: str = "asesor/isi.html"
    aside: Callable[[Content], Mapping[str, object]] = lambda _content: {}
    # Where the sheet says other than the plan; it is not signed so (FX3).
    gaps: Callable[[Asesmen], list[Problem]] = lambda _asesmen: []


KINDS: Mapping[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            APL02,
            "FR.APL.02",
            sheet=lambda asesmen: asesmen.peserta.permohonan.apl02,
            context=queries.review_context,
            may=policies.may_review_apl02,
            save=actions.save_review,
            sign=actions.sign_review,
            intro=gettext_lazy("Baca yang dinyatakan asesi beserta buktinya, lalu isi rekomendasi di bagian bawah."),
            meaning="Meninjau FR.APL.02",
            done=gettext_lazy(
                "FR.APL.02 ditinjau. Bila dapat dilanjutkan, pilih rencana asesmen menurut potensi asesi."
            ),
            template="asesor/isi_apl02.html",
        ),
        Kind(
            AK07,
            "FR.AK.07",
            sheet=lambda asesmen: asesmen.ak07,
            context=queries.ak07_context,
            may=policies.may_fill_ak07,
            save=actions.save_ak07,
            sign=actions.sign_ak07_asesor,
            intro=gettext_lazy(
                "Isi bersama asesi. Penyesuaian tidak menurunkan standar; Anda menandatangani lebih dulu, lalu asesi."
            ),
            meaning="Menyepakati penyesuaian yang wajar dan beralasan (FR.AK.07)",
            done=gettext_lazy("FR.AK.07 ditandatangani. Sekarang giliran asesi menyetujuinya."),
            gaps=adjustment_gaps,
        ),
        Kind(
            AK01,
            "FR.AK.01",
            sheet=lambda asesmen: asesmen.ak01,
            context=queries.session_context,
            may=policies.may_fill_ak01,
            save=actions.save_ak01,
            sign=actions.sign_ak01_asesor,
            intro=gettext_lazy(
                "Bukti sudah dipilih menurut rencana asesmen dan FR.AK.07; nyatakan kerahasiaan. Anda menandatangani lebih dulu, lalu asesi."
            ),
            meaning="Menyetujui asesmen dan kerahasiaan (FR.AK.01)",
            done=gettext_lazy(
                "FR.AK.01 ditandatangani. Sekarang giliran asesi; asesmen baru dibuka setelah keduanya setuju."
            ),
            gaps=consent_gaps,
        ),
        Kind(
            IA01,
            "FR.IA.01",
            sheet=lambda asesmen: asesmen.ia01,
            context=queries.ia01_context,
            may=policies.may_record,
            save=actions.save_ia01,
            sign=actions.sign_ia01_asesor,
            intro="",
            meaning="Menutup ceklis observasi (FR.IA.01)",
            done=gettext_lazy(
                "FR.IA.01 ditutup. FR.AK.02 terbuka dengan hasil yang dihitung darinya; asesi diminta melihat dan menandatangani."
            ),
            template="asesor/isi_ia01.html",
            aside=kelompok_progress,
        ),
        Kind(
            AK02,
            "FR.AK.02",
            sheet=lambda asesmen: asesmen.ak02,
            context=queries.ak02_context,
            may=policies.may_conclude,
            save=actions.save_ak02,
            sign=actions.sign_ak02_asesor,
            intro=gettext_lazy(
                "Matriks bukti dan hasil tiap unit dihitung dari FR.IA.01. Anda merekomendasikan; komite teknis yang memutuskan."
            ),
            meaning="Merekomendasikan hasil asesmen (FR.AK.02)",
            done=gettext_lazy(
                "Rekomendasi ditandatangani. Sampaikan hasilnya kepada asesi; asesi menandatangani, atau penolakannya dicatat."
            ),
            template="asesor/isi_ak02.html",
            aside=unit_results,
        ),
    )
}


def kind_of(slug: str) -> Kind:
    if slug not in KINDS:
        raise Unseen
    return KINDS[slug]


def sheet_of(asesmen: Asesmen, kind: Kind) -> Lembar:
    """The sheet, which does not exist before its step."""
    found = kind.sheet(asesmen)
    if found is None:
        raise Unseen
    return found


def fillable(asesmen: Asesmen, kind: Kind, lsp: Lsp, *, actor: Actor, at: dt.datetime) -> Fillable:
    return Fillable(
        lembar=sheet_of(asesmen, kind),
        context=kind.context(asesmen),
        role="asesor",
        save=lambda posted, *, partial, revision: kind.save(
            asesmen, posted, actor=actor, at=at, partial=partial, revision=revision
        ),
        whose=queries.asesi_name(asesmen),
        back=reverse("asesor:asesmen", args=[lsp.slug, asesmen.ref]),
        next=reverse("asesor:tanda_tangan", args=[lsp.slug, asesmen.ref, kind.slug]),
        next_label=_("Lanjut ke tanda tangan"),
        intro=str(kind.intro),
        template=kind.template,
        aside=lambda content: {
            **kind.aside(content),
            "bukti_list": bukti_links(asesmen, lsp.slug) if kind.slug == APL02 else [],
            "before": before_ak02(asesmen, lsp.slug) if kind.slug == AK02 else None,
        },
    )


def before_ak02(asesmen: Asesmen, slug: str) -> Link | None:
    """What is done before FR.AK.02 may be signed: FR.AK.06 signed (FX9), the evidence judged (E4)."""
    if not policies.lacks_review(asesmen.peserta.jadwal):
        judged = policies.is_judged(asesmen)
        there = reverse("peta:asesi", args=[slug, asesmen.ref])
        return None if judged else Link(_("Nilai buktinya"), there, note=str(judged.reason))
    href = reverse("asesor:tinjauan", args=[slug, asesmen.peserta.jadwal.ref])
    return Link(_("Buka FR.AK.06"), href, note=str(policies.LACKS_REVIEW))


def bukti_links(asesmen: Asesmen, slug: str) -> list[Link]:
    """The papers that the asesi handed in, as the asesor may open them."""
    rows = live_bukti(asesmen.peserta.permohonan)
    return [
        Link(row.label, reverse("asesor:bukti", args=[slug, asesmen.ref, row.ref]), note=row.file.name) for row in rows
    ]


def signable(asesmen: Asesmen, kind: Kind, lsp: Lsp, *, actor: Actor, at: dt.datetime) -> Signable:
    sheet = sheet_of(asesmen, kind)
    return Signable(
        title=_("Tandatangani %s") % kind.code,
        meaning=kind.meaning,
        sheets=[(sheet, current_part(sheet))],
        finish=lambda proof: kind.sign(asesmen, proof=proof, actor=actor, at=at),
        # FR.APL.02 is the asesi's own: what they signed is reviewed as it stands.
        present=None if kind.slug == APL02 else lambda: actions.present_sheet(asesmen, sheet, actor=actor, at=at),
        back=reverse("asesor:asesmen", args=[lsp.slug, asesmen.ref]),
        done=str(kind.done),
        intro=queries.asesi_name(asesmen),
    )
