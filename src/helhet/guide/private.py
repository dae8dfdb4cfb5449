"""What all pages of the guide share: they are about someone, so nobody on the way may keep what they hold."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

type View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """No copy in any cache, no address to any other site, and no cookie.

    A form here changes nothing and knows nobody, so there is nothing that a forged one could do: it needs no token.
    (With "no-referrer" browsers send "Origin: null", which the token's check would refuse.)
    """

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        response = view(request, *args, **options)
        response["Cache-Control"] = "no-store"
        # Staff take the answer on to a person's way: that form has a token, so its origin must be told (to us alone).
        response["Referrer-Policy"] = "same-origin" if request.actor else "no-referrer"
        return response

    return wrapped
