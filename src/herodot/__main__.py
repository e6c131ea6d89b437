"""`python -m herodot`: the same as the command `herodot`."""

import sys

from herodot.cli import main

if __name__ == "__main__":
    sys.exit(main())
