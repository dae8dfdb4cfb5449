"""A round of the scanner that is killed in the middle of a case: after it has told, before it is written down for good.

`python -m tests.processes.killed ADDRESS MOMENT CASES`: dies in the case of that number, as a power cut would.
"""

import os
import signal
import sys
from datetime import datetime

import django


def main(moment: str, cases: int) -> None:
    django.setup()
    from helhet.processes import clocks, scanner

    whole, seen = clocks.look_again, []

    def look_again(*given: object) -> None:
        seen.append(given)
        if len(seen) == cases:
            os.kill(os.getpid(), signal.SIGKILL)
        whole(*given)

    clocks.look_again = look_again
    scanner.alarm_clocks(datetime.fromisoformat(moment))


if __name__ == "__main__":
    os.environ |= {"HELHET_DATABASE_URL": sys.argv[1], "DJANGO_SETTINGS_MODULE": "tests.settings"}
    main(sys.argv[2], int(sys.argv[3]))
