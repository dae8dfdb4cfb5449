"""Screenings are written once, and under row security."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial"), ("secrecy", "0002_walls"), ("courses", "0002_walls")]
    operations = [written_once("screening_screening"), walled("entry", "screening_screening")]
