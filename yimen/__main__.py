"""``python -m yimen COMMAND``: see yimen.project.command_line."""

import sys

from yimen.project.command_line import main

if __name__ == "__main__":
    sys.exit(main())
