"""Rows that are written once, and row security on everything about a person."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_initial"), ("secrecy", "0002_walls"), ("courses", "0002_walls")]
    operations = [
        written_once("processes_caseevent", "processes_casealarm"),
        walled("entry", "processes_case"),
        walled("under", "processes_caseevent", under=("case_id", "processes_case")),
        # They say nothing of anybody: which rule, which days, whose.
        walled("holding", "processes_caseclock", "processes_casealarm"),
    ]
