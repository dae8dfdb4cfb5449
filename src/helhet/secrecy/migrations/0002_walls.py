"""Rows that are written once, and row security on everything about a person in people and secrecy."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled

ONCE = ("review", "consent", "withdrawal", "disclosure", "concealment", "copy", "copyof", "notice", "incidentstep")


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0001_initial"), ("people", "0002_written_once")]
    operations = [
        written_once(*(f"secrecy_{name}" for name in ONCE)),
        walled("holding", "people_person", "people_identifier"),
        walled("person", "people_contactway", "people_relation", "people_merge", "people_change"),
        walled("holding", "secrecy_access", "secrecy_block", "secrecy_review"),
        walled("holding", "secrecy_notice", "secrecy_incident", "secrecy_incidentstep"),
        walled("person", "secrecy_consent", "secrecy_withdrawal", "secrecy_concealment", "secrecy_copyof"),
        walled("entry", "secrecy_disclosure"),
        walled("copy", "secrecy_copy"),
    ]
