"""Rows that are written once, and row security on everything about a person."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled


class Migration(migrations.Migration):
    dependencies = [("handoffs", "0001_initial"), ("courses", "0002_walls")]
    operations = [
        written_once("handoffs_sentstep", "handoffs_receivedstep"),
        walled("entry", "handoffs_sent", "handoffs_received"),
        walled("under", "handoffs_sentstep", under=("sent_id", "handoffs_sent")),
        walled("under", "handoffs_receivedstep", under=("received_id", "handoffs_received")),
    ]
