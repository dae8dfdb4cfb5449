"""Row security on letters: each holding sees its own."""

from django.db import migrations

from helhet.secrecy.row_security import walled


class Migration(migrations.Migration):
    dependencies = [("overview", "0001_initial"), ("secrecy", "0002_walls")]
    operations = [walled("holding", "overview_message")]
