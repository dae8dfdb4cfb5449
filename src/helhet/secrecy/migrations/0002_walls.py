"""Rows that are written once, and row security on everything about a person in people and secrecy."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled

ONCE = ("review", "consent", "withdrawal", "disclosure", "concealment", "copyof", "notice", "incidentstep", "logreview")


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0001_initial"), ("people", "0002_written_once")]
    operations = [
        written_once(*(f"secrecy_{name}" for name in ONCE)),
        written_once("secrecy_copy", mark="withheld"),
        walled("holding", "people_person", "people_identifier"),
        walled("person", "people_contactway", "people_relation", "people_merge", "people_change"),
        walled("holding", "secrecy_block", "secrecy_copyof", "secrecy_notice"),
        walled("unit", "secrecy_access", "secrecy_review", "secrecy_incident", "secrecy_incidentstep"),
        walled("person", "secrecy_withdrawal"),
        walled("entry", "secrecy_consent", "secrecy_disclosure", "secrecy_concealment"),
        walled("copy", "secrecy_copy"),
        walled("review", "secrecy_logreview"),
    ]
