"""One literal FR.MAPA.02: observation for experienced workers, portfolio for those whose work is not yet by standard."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, SUSUNAN, Example
from sahih.documents.fr.mapa_02.rules import offered, rows

EXAMPLE = Example(
    context=Context(
        header=HEADER,
        rows={"instrumen": rows(SUSUNAN)},
        prefill=offered({"1": {"CL", "TPD", "DPT"}, "2": {"CL", "DPL"}}, "3"),
    ),
    posted={
        "penyusun": {
            "instrumen/1-FR.IA.01/potensi": ["1", "3"],
            "instrumen/1-FR.IA.02/potensi": ["1", "3"],
            "instrumen/1-FR.IA.05/potensi": ["1", "3"],
            "instrumen/2-FR.IA.01/potensi": ["1", "3"],
            "instrumen/2-FR.IA.07/potensi": ["3"],
        },
    },
)
