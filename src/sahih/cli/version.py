"""`sahih version`."""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version

from sahih.kernel.postgres.runner import MAJOR


def main(argv: Sequence[str]) -> int:
    """Say which program this is."""
    parser = argparse.ArgumentParser(prog="sahih version")
    parser.add_argument("--json", action="store_true")
    facts = {"sahih": version("sahih"), "python": sys.version.split()[0], "postgresql": str(MAJOR)}
    if parser.parse_args(argv).json:
        print(json.dumps(facts))
    else:
        print(" · ".join(f"{name} {value}" for name, value in facts.items()))
    return 0
