"""`sahih kode EMAIL`: the authenticator code of an invented person, for logging in to a rehearsal."""

import datetime as dt
import sys
from collections.abc import Sequence

from sahih.process.contoh.orang import totp_code


def main(argv: Sequence[str]) -> int:
    if len(argv) != 1:
        sys.stderr.write("Pakai: sahih kode EMAIL\n")
        return 2
    print(totp_code(argv[0], at=dt.datetime.now(dt.UTC)))
    return 0
