"""Tries to sign in are written once."""

from django.db import migrations

from helhet.audit.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("audit", "0002_written_once")]
    operations = [written_once("organisations_signinattempt")]
