"""One literal SK Persyaratan TUK for the remote road."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import facts
from sahih.documents.surat.sk_persyaratan_tuk.rules import JARAK_JAUH, blank_rows, offered

EXAMPLE = Example(
    context=facts({"persyaratan": blank_rows(len(JARAK_JAUH))}, cara="jarak jauh"),
    posted={"admin": {path: [value] for path, value in offered(JARAK_JAUH).items()}},
)
