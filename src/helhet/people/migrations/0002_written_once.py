"""What was is kept: merges and what details were before."""

from django.db import migrations

from helhet.audit.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("audit", "0002_written_once")]
    operations = [written_once("people_merge", "people_change")]
