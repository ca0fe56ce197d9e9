"""Which addresses tell keys of a MUK, and to whom (FX14, 17024 7.4); to everybody else none does."""

MUK, VALIDASI = "l/<slug:slug>/muk/<slug:ref>/", "l/<slug:slug>/muk/validasi/<slug:va_ref>/kunci/"

TELLS_KEYS: dict[str, set[str]] = {
    # Its penyusun, who assesses by another and sits in the team of a validation.
    "asesor": {
        f"{MUK}kunci/",
        f"{MUK}butir/<slug:butir_ref>/",
        "l/<slug:slug>/muk/asesmen/<slug:asesmen_ref>/",
        VALIDASI,
    },
    # The other of that team.
    "asesor2": {VALIDASI},
    "manajer": {f"{MUK}kunci/"},
}
