"""`python -m bench.database FILE [courses]`: measures the records on the database that the settings name.

Models can be imported only once Django is set up, so what measures is imported after that.
"""

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    sys.exit(import_module("bench.records").main(sys.argv[1:]))
