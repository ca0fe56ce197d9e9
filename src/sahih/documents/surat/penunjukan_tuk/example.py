"""One literal Surat Penunjukan TUK."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import TUK, facts

EXAMPLE = Example(context=facts({}, **TUK), posted={})
