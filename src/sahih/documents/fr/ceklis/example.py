"""One literal cover sheet: the decision is recorded, feedback and report are awaited."""

from sahih.documents.content import Context
from sahih.documents.fr.ceklis.rules import computed
from sahih.documents.fr.contoh import HEADER, Example

PRESENT = {
    "FR.APL.01": "05-11-2026",
    "FR.APL.02": "07-11-2026",
    "PORTOFOLIO": "3 berkas",
    "FR.MAPA.01": "",
    "SKEMA": "",
    "FR.MAPA.02": "",
    "FR.AK.01": "20-11-2026",
    "FR.IA.01": "20-11-2026",
    "FR.IA.07": "20-11-2026",
    "FR.AK.02": "20-11-2026",
}
EXAMPLE = Example(
    context=Context(header=HEADER, computed=computed(PRESENT, {"FR.AK.03", "FR.AK.05", "FR.AK.06", "FR.VA"})),
    posted={"asesor": {}},
)
