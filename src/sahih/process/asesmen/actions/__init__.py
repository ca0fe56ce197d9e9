"""Review, consent, session, judgement, record, report; the asesor signs first, the asesi sees it."""

from sahih.process.asesmen.actions.correcting import correct_laporan, correct_sheet
from sahih.process.asesmen.actions.feedback import (
    open_ak03,
    present_ak03,
    remind_ak03,
    save_ak03,
    sign_ak03,
    waive_ak03,
)
from sahih.process.asesmen.actions.keeping import present_sheet
from sahih.process.asesmen.actions.preparing import (
    accept_ak01,
    carry_review,
    save_ak01,
    save_review,
    sign_ak01_asesi,
    sign_ak01_asesor,
    sign_consents,
    sign_review,
    sign_reviews,
)
from sahih.process.asesmen.actions.report import open_laporan, present_laporan, save_laporan, sign_laporan
from sahih.process.asesmen.actions.session import (
    mark_absent,
    refuse_signature,
    save_ak02,
    save_ia01,
    sign_ak02_asesi,
    sign_ak02_asesor,
    sign_ia01_asesi,
    sign_ia01_asesor,
    sign_results,
    start_asesmen,
    withdraw_asesmen,
)
from sahih.process.asesmen.actions.tata_tertib import accept_rules, open_rules, present_rules
from sahih.process.asesmen.actions.tinjauan import open_tinjauan, present_tinjauan, save_tinjauan, sign_tinjauan

__all__ = [
    "accept_ak01",
    "accept_rules",
    "carry_review",
    "correct_laporan",
    "correct_sheet",
    "mark_absent",
    "open_ak03",
    "open_laporan",
    "open_rules",
    "open_tinjauan",
    "present_ak03",
    "present_laporan",
    "present_rules",
    "present_sheet",
    "present_tinjauan",
    "refuse_signature",
    "remind_ak03",
    "save_ak01",
    "save_ak02",
    "save_ak03",
    "save_ia01",
    "save_laporan",
    "save_review",
    "save_tinjauan",
    "sign_ak01_asesi",
    "sign_ak01_asesor",
    "sign_ak02_asesi",
    "sign_ak02_asesor",
    "sign_ak03",
    "sign_consents",
    "sign_ia01_asesi",
    "sign_ia01_asesor",
    "sign_laporan",
    "sign_results",
    "sign_review",
    "sign_reviews",
    "sign_tinjauan",
    "start_asesmen",
    "waive_ak03",
    "withdraw_asesmen",
]
