"""Whole amounts in Indonesian words, as an invoice writes them."""

from typing import Final

SATUAN: Final = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
STEPS: Final = ((10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus"), (10, "puluh"))
ONE_AS_SE: Final = {100, 1000}


def terbilang(amount: int) -> str:
    """Say 1.350.000 as *satu juta tiga ratus lima puluh ribu*."""
    if amount < len(SATUAN):
        return SATUAN[amount]
    if amount < 20:
        return f"{SATUAN[amount - 10]} belas"
    size, name = next(step for step in STEPS if amount >= step[0])
    whole, rest = divmod(amount, size)
    said = f"se{name}" if whole == 1 and size in ONE_AS_SE else f"{terbilang(whole)} {name}"
    return f"{said} {terbilang(rest)}" if rest else said
