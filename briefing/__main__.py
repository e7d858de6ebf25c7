"""`python -m briefing` is the command line."""

import sys

from briefing.cli import main

sys.exit(main())
