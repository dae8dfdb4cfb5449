"""Rows that are written once, and row security on everything about a person."""

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.secrecy.row_security import walled

UNDER_PLAN = ("planevent", "participant", "part", "version", "offer", "followup")


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("secrecy", "0002_walls"), ("courses", "0002_walls")]
    operations = [
        written_once(
            "plans_planevent", "plans_partchange", "plans_version", "plans_aside", "plans_followup",
            "plans_joinedevent", "plans_missingservice",
        ),
        walled("entry", "plans_plan", "plans_aside", "plans_joined"),
        walled("under", *(f"plans_{name}" for name in UNDER_PLAN), under=("plan_id", "plans_plan")),
        walled("under", "plans_partchange", under=("part_id", "plans_part")),
        walled("under", "plans_joinedevent", under=("joined_id", "plans_joined")),
        walled("own", "plans_missingservice"),
    ]
