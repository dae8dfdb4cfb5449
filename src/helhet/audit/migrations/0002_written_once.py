"""The database refuses to change or remove an event."""

from django.db import migrations

from helhet.audit.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [written_once("audit_event")]
