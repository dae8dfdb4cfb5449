"""Rows that are written once, and seen only in their own holding: by everyone there, for they tell of no person."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled


class Migration(migrations.Migration):
    dependencies = [("deviations", "0001_initial"), ("secrecy", "0002_walls")]
    operations = [written_once("deviations_deviation"), walled("own", "deviations_deviation")]
