"""Prints how long prints, seals and verdicts take, as ratios to typst's floor: a page of one word."""

import time
from collections.abc import Callable
from statistics import median

import typst

from sahih.documents.pdf import fonts, render
from sahih.documents.qr import qr_svg
from sahih.documents.seal import seal
from sahih.documents.tests.certificates import FACTS, GENUINE, ISSUED_AT, PRINT, genuine_pdf
from sahih.documents.verification.certificate import TEMPLATE, printed
from sahih.documents.verification.verify import verify_certificate

ROUNDS = 15
# Typst remembers what it laid out before; a number that changes with every round keeps the work real.
COUNTER = iter(range(1_000_000))


def cpu_ms(work: Callable[[], object]) -> float:
    """Median processor time of the work, after one warm-up."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1_000)
    return median(times)


def floor() -> float:
    compiler = typst.Compiler(font_paths=fonts(), ignore_system_fonts=True)
    return cpu_ms(lambda: compiler.compile(input=f"kata{next(COUNTER)}".encode(), format="pdf"))


def letter(rows: int) -> object:
    number = next(COUNTER)
    table = [[str(row), f"Asesi {number}-{row}", "Petugas K3", "Kompeten"] for row in range(rows)]
    blocks = [{"kind": "table", "head": ["No.", "Nama", "Skema", "Hasil"], "rows": table}]
    return render("surat.typ", {"date": "2026-11-20", "title": ["SURAT"], "number": str(number), "blocks": blocks})


def certificate() -> object:
    data = printed(FACTS, PRINT) | {"holder": f"Nama {next(COUNTER)}"}
    return render(TEMPLATE, data, profile="certificate")


def main() -> None:
    pdf, plain, key = (
        genuine_pdf(),
        render(TEMPLATE, printed(FACTS, PRINT), profile="certificate").pdf,
        GENUINE.seal_key,
    )
    base = floor()
    works: dict[str, Callable[[], object]] = {
        "letter, 20 rows": lambda: letter(20),
        "letter, 150 rows": lambda: letter(150),
        "certificate print": certificate,
        "credential": GENUINE.credential,
        "qr": lambda: qr_svg(f"https://cek.sahih.example/v/{next(COUNTER):016}"),
        "seal": lambda: seal(plain, key=key.key, certificate=key.certificate, at=ISSUED_AT),
        "verify": lambda: verify_certificate(pdf, GENUINE.trust),
    }
    print(f"{'floor: one word, one page':28}{base:8.2f} ms   x1.0")
    for name, work in works.items():
        spent = cpu_ms(work)
        print(f"{name:28}{spent:8.2f} ms   x{spent / base:.1f}")


if __name__ == "__main__":
    main()
