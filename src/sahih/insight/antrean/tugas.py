"""One task: what waits, why, since when, and the thing it is about."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is to be done; the pages know where."""

    REVIEW = "permohonan.review"
    BILL = "biaya.bill"
    VERIFY = "biaya.verify"
    STUDY = "visibilitas.study"
    PLAN = "jadwal.plan"
    FIND_ASESOR = "jadwal.offer"
    WISH = "jadwal.wish"
    ANSWER = "penugasan.answer"
    RECEIVE = "spt.receive"
    ASSESS = "asesmen.assess"
    PREPARE_PLAN = "rencana.prepare"
    PREPARE_MUK = "muk.prepare"
    DRAFT = "rencana.draft"
    VALIDATE = "rencana.validate"
    APPROVE = "rencana.approve"
    WRITE_MUK = "muk.write"
    VALIDATE_MUK = "muk.validate"
    REVIEW_MUK = "muk.review"
    FILL_VA = "validasi.fill"
    SIGN_VA = "validasi.sign"
    FEEDBACK = "asesmen.feedback"
    TYPE = "kertas.type"
    CONFIRM = "kertas.confirm"
    SIGN_SPT = "spt.sign"
    SIGN_LETTER = "surat.sign"
    RECEIVE_LETTER = "surat.receive"
    VERIFY_PLACE = "tuk.verify"
    ORDER_PLACE = "tuk.order"
    ORDER_REVIEW = "kaji_ulang.compose"
    SIGN_REVIEW = "kaji_ulang.order"
    REVIEW_PROCESS = "kaji_ulang.review"
    FINDING = "temuan.answer"
    IMPROVE = "perbaikan.close"
    COMPOSE = "rapat.compose"
    INVITE = "rapat.invite"
    APPOINT = "keputusan.appoint"
    CLOSE = "rapat.close"
    VOTE = "keputusan.vote"
    MINUTES = "keputusan.minutes"
    DECREE = "keputusan.decree"
    REQUEST = "sertifikat.request"
    SEND = "sertifikat.send"
    NUMBERS = "sertifikat.numbers"
    ISSUE = "sertifikat.issue"
    APPEAL = "banding.handle"
    COMPLETE = "skema.complete"


@dataclass(frozen=True)
class Tugas:
    """One act that waits; `ref` names the one thing, empty where the act is over several."""

    kind: Kind
    what: str
    why: str
    since: dt.datetime
    ref: str = ""
    due: dt.date | None = None
