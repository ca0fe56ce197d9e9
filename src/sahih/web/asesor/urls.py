"""/l/<slug>/asesmen/: the asesor's own duties, groups and sheets."""

from django.urls import path

from sahih.web.asesor import (
    views_asesmen,
    views_bersama,
    views_jadwal,
    views_koreksi,
    views_laporan,
    views_rencana,
    views_temuan,
    views_tinjauan,
    views_tugas,
    views_umpan_balik,
)

app_name = "asesor"

urlpatterns = [
    path("", views_tugas.home, name="home"),
    path("tugas/<slug:ref>/", views_tugas.tugas, name="tugas"),
    path("tugas/<slug:ref>/bersedia/", views_tugas.bersedia, name="bersedia"),
    path("tugas/<slug:ref>/menolak/", views_tugas.menolak, name="menolak"),
    path("tugas/<slug:ref>/spt.pdf", views_tugas.spt, name="spt"),
    path("tugas/<slug:ref>/terima/", views_tugas.terima_spt, name="terima_spt"),
    path("jadwal/<slug:ref>/", views_jadwal.jadwal, name="jadwal"),
    path("jadwal/<slug:ref>/laporan/", views_laporan.laporan, name="laporan"),
    path("jadwal/<slug:ref>/laporan/koreksi/", views_koreksi.laporan, name="laporan_koreksi"),
    path("jadwal/<slug:ref>/laporan/koreksi/batal/", views_koreksi.laporan_batal, name="laporan_koreksi_batal"),
    path("jadwal/<slug:ref>/tinjauan/koreksi/", views_koreksi.tinjauan, name="tinjauan_koreksi"),
    path("jadwal/<slug:ref>/tinjauan/koreksi/batal/", views_koreksi.tinjauan_batal, name="tinjauan_koreksi_batal"),
    path("jadwal/<slug:ref>/laporan/simpan/", views_laporan.laporan_simpan, name="laporan_simpan"),
    path("jadwal/<slug:ref>/laporan/tanda-tangan/", views_laporan.laporan_tanda_tangan, name="laporan_tanda_tangan"),
    path("jadwal/<slug:ref>/laporan/fr-ak-05.pdf", views_laporan.laporan_pdf, name="laporan_pdf"),
    path("jadwal/<slug:ref>/bersama/<slug:sheet>/", views_bersama.bersama, name="bersama"),
    path("jadwal/<slug:ref>/tinjauan/", views_tinjauan.tinjauan, name="tinjauan"),
    path("jadwal/<slug:ref>/tinjauan/simpan/", views_tinjauan.tinjauan_simpan, name="tinjauan_simpan"),
    path(
        "jadwal/<slug:ref>/tinjauan/tanda-tangan/", views_tinjauan.tinjauan_tanda_tangan, name="tinjauan_tanda_tangan"
    ),
    path("jadwal/<slug:ref>/tinjauan/fr-ak-06.pdf", views_tinjauan.tinjauan_pdf, name="tinjauan_pdf"),
    path("jadwal/<slug:ref>/rencana/", views_rencana.rencana_jadwal, name="rencana_jadwal"),
    path("temuan/<slug:ref>/", views_temuan.temuan, name="temuan"),
    path("<slug:ref>/", views_asesmen.asesmen, name="asesmen"),
    path("<slug:ref>/hadir/", views_jadwal.hadir, name="hadir"),
    path("<slug:ref>/rencana/", views_rencana.rencana, name="rencana"),
    path("<slug:ref>/muk/", views_rencana.ganti_muk, name="ganti_muk"),
    path("<slug:ref>/penyesuaian/", views_rencana.penyesuaian, name="penyesuaian"),
    path("<slug:ref>/tidak-hadir/", views_asesmen.tidak_hadir, name="tidak_hadir"),
    path("<slug:ref>/mundur/", views_asesmen.mundur, name="mundur"),
    path("<slug:ref>/identitas/", views_asesmen.identitas, name="identitas"),
    path("<slug:ref>/umpan-balik/ingatkan/", views_umpan_balik.ingatkan, name="ingatkan"),
    path("<slug:ref>/umpan-balik/tidak-diberikan/", views_umpan_balik.tidak_diberikan, name="tidak_diberikan"),
    path("<slug:ref>/menolak/<slug:sheet>/", views_asesmen.menolak, name="asesi_menolak"),
    path("<slug:ref>/bukti/<slug:bukti_ref>/", views_asesmen.bukti, name="bukti"),
    path("<slug:ref>/sampul.pdf", views_asesmen.sampul, name="sampul"),
    path("<slug:ref>/lembar/<slug:sheet>/koreksi/", views_koreksi.koreksi, name="koreksi"),
    path("<slug:ref>/lembar/<slug:sheet>/koreksi/batal/", views_koreksi.koreksi_batal, name="koreksi_batal"),
    path("<slug:ref>/lembar/<slug:sheet>/", views_asesmen.lembar, name="lembar"),
    path("<slug:ref>/lembar/<slug:sheet>.pdf", views_asesmen.pdf, name="pdf"),
    path("<slug:ref>/isi/<slug:sheet>/", views_asesmen.isi, name="isi"),
    path("<slug:ref>/isi/<slug:sheet>/simpan/", views_asesmen.simpan, name="simpan"),
    path("<slug:ref>/isi/<slug:sheet>/tanda-tangan/", views_asesmen.tanda_tangan, name="tanda_tangan"),
]
