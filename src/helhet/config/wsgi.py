"""What the web server runs. Content is read before the first visitor comes, not while they wait."""

import gc
import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings")
application = get_wsgi_application()


def warm() -> None:
    # Models can be imported only once Django is set up, which the line above does.
    from django.db import DatabaseError

    from helhet.agreements.queries import library, packs
    from helhet.kernel.errors import HelhetError

    # What is wrong here is told on the pages that need it; a server that does not start tells nobody.
    with suppress(DatabaseError, HelhetError):
        shelf = library()
        _ = shelf.vocabulary, shelf.law, shelf.directory, packs()


warm()
# What was read lives as long as the process. It is many small objects, and need not be looked through for rubbish.
gc.collect()
gc.freeze()
