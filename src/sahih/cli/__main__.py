"""`python -m sahih.cli`, which the supervisor uses to start its children with the same Python."""

import sys

from sahih.cli import main

sys.exit(main())
