"""What each statute says of its time, written a second time by hand: unit, number, may the last day move."""

from datetime import date

TODAY = date(2026, 11, 25)

# key: (unit, number, may the last day move to the next working day)
SAYS: dict[str, tuple[str, int, bool]] = {
    "lvm.submit": ("days", 1, True),
    "lvm.custody_review": ("days", 4, True),
    "lvm.application": ("weeks", 1, True),
    "lvm.hearing": ("weeks", 1, True),
    "lvm.start_care": ("weeks", 4, True),
    "lvm.care_max": ("months", 6, False),
    "lvm.lapse_absence": ("months", 6, False),
    "lvm.contact_limit": ("days", 14, False),
    "lvm.locked": ("months", 2, False),
    "lvm.enskildhet": ("days", 7, False),
    "lvm.avskildhet": ("hours", 24, False),
    "lvu.submit": ("weeks", 1, True),
    "lvu.court": ("weeks", 1, True),
    "lvu.apply": ("weeks", 4, True),
    "lob.release": ("hours", 8, False),
    "lpt.admission": ("hours", 24, False),
    "sip.start": ("days", 0, False),
    "dis.admission_notice": ("hours", 24, False),
    "dis.call_sip": ("days", 3, True),
    "dis.info": ("days", 0, False),
    "dis.payment": ("days", 3, False),
    "child.protect": ("days", 0, False),
    "child.prelim": ("days", 14, True),
    "child.inquiry": ("months", 4, True),
    "child.feedback": ("weeks", 1, True),
    "fl.delay": ("weeks", 4, True),
    "fl.delay.request": ("months", 6, False),
    "fl.appeal": ("weeks", 3, True),
    "care.guarantee.contact": ("days", 0, False),
    "care.guarantee.assessment": ("days", 3, True),
    "care.guarantee.specialist": ("days", 90, True),
    "care.guarantee.treatment": ("days", 90, True),
    "decision.unexecuted": ("months", 3, False),
    "log.keep": ("months", 60, False),
    "social.purge": ("months", 60, False),
    "social.purge.child": ("age", 30, False),
    "record.keep": ("months", 120, False),
}
