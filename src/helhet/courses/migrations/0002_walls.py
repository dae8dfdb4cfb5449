"""Rows that are written once, and row security on everything about a person."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial"), ("secrecy", "0002_walls")]
    operations = [
        written_once("courses_stepdone", "courses_courseevent", "courses_alarm"),
        walled("entry", "courses_step", "courses_course", "courses_courseevent"),
        walled("under", "courses_stepdone", under=("step_id", "courses_step")),
        walled("holding", "courses_alarm"),
    ]
