"""`python -m understudy` is `understudy`."""

import sys

if __name__ == "__main__":
    try:
        from understudy.cli import main

        main()
    except KeyboardInterrupt:  # while it was still starting
        sys.exit(130)
