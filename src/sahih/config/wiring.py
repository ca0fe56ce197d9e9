"""Which event calls which handlers: one literal dict."""

from sahih.documents.events import LembarLocked
from sahih.institution.lsp.tasks import on_lembar_locked
from sahih.kernel.events import Handlers
from sahih.materials.perangkat.events import ItemsAsked, MukValidated
from sahih.process.asesmen.events import MukMeant
from sahih.process.asesmen.tasks import on_jadwal_ordered
from sahih.process.banding import tasks as banding
from sahih.process.jadwal.events import JadwalOrdered
from sahih.process.jadwal.tasks import on_application_asked
from sahih.process.kaji_ulang.tasks import on_muk_validated
from sahih.process.keputusan import tasks as keputusan
from sahih.process.penyerahan.tasks import on_sertifikat_issued
from sahih.process.permohonan.events import ApplicationAsked
from sahih.process.sertifikat.events import SertifikatIssued
from sahih.process.validasi.tasks import on_muk_meant

HANDLERS: Handlers = {
    LembarLocked: (on_lembar_locked,),
    MukValidated: (on_muk_validated,),
    ItemsAsked: (keputusan.on_items_asked, banding.on_items_asked),
    ApplicationAsked: (on_application_asked,),
    MukMeant: (on_muk_meant,),
    JadwalOrdered: (on_jadwal_ordered,),
    SertifikatIssued: (on_sertifikat_issued,),
}
