"""One literal FR.AK.01."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, Example

EXAMPLE = Example(
    context=Context(header=HEADER, prefill={"bukti": ["observasi"]}),
    posted={
        "asesor": {"bukti": ["observasi", "lisan"], "setuju/kerahasiaan": ["ya"]},
        "asesi": {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]},
    },
)
