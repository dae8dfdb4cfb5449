"""Swedish identity numbers: reading, checking, masking, and finding them in free text.

An identity is a pair: the system that gave the number (an OID) and its value. Never assume a personnummer.
"""

from helhet.kernel.identity.checking import check, read
from helhet.kernel.identity.organisation import hsa_id, organisation_number
from helhet.kernel.identity.reserve import reserve_number
from helhet.kernel.identity.result import Checked, IdentityNumber, Kind, Sex, masked
from helhet.kernel.identity.revealing import reveals
from helhet.kernel.identity.spotting import number_like

__all__ = [
    "Checked",
    "IdentityNumber",
    "Kind",
    "Sex",
    "check",
    "hsa_id",
    "masked",
    "number_like",
    "organisation_number",
    "read",
    "reserve_number",
    "reveals",
]
