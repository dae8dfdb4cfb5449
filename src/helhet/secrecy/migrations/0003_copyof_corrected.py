"""Whom a copy is about may be corrected; the rest of the row is still written once."""

from django.db import migrations

from helhet.audit.append_only import written_once

BEFORE = written_once("secrecy_copyof")


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0002_walls")]
    operations = [
        migrations.RunPython(BEFORE.reverse_code, BEFORE.code),
        written_once("secrecy_copyof", but=("person_id", "at", "by_id")),
    ]
