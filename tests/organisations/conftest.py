"""A county with staff who can sign in."""

from dataclasses import dataclass

import pyotp
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.utils import timezone

from helhet.organisations.models import Staff
from tests.records import world as worlds

PASSWORD = "sju gula rävar i snö"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The same hasher with the least work: what is tried here is who gets in, not how slow guessing is."""
    for name, value in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, value)


@pytest.fixture
def world(db) -> worlds.World:
    return worlds.build()


@dataclass
class Door:
    """Someone at the door: a browser, and what they know."""

    client: Client
    staff: Staff
    secret: str = ""

    def give(self, username: str = "", password: str = PASSWORD, address: str = "/logga-in/", **more: str):
        return self.client.post(address, {"username": username or self.staff.username, "password": password, **more})

    def code(self, ahead: int = 0, address: str = "/logga-in/kod/"):
        return self.client.post(address, {"code": code(self.secret, ahead)})


def code(secret: str, ahead: int = 0) -> str:
    """The code of now, or of so many steps from now."""
    totp = pyotp.TOTP(secret)
    return totp.generate_otp(totp.timecode(timezone.now()) + ahead)


@pytest.fixture
def nurse(world) -> Staff:
    """Someone with one assignment, a password and an app for codes."""
    staff = world.staff["health"]
    staff.set_password(PASSWORD)
    staff.totp_secret = pyotp.random_base32()
    staff.save()
    return staff


@pytest.fixture
def door(nurse) -> Door:
    return Door(Client(), nurse, nurse.totp_secret)


@pytest.fixture
def plain(nurse, settings) -> Door:
    """The same in a demonstration, where codes are not asked for."""
    settings.DEMO = True
    Staff.objects.filter(id=nurse.id).update(totp_secret="")
    nurse.totp_secret = ""
    return Door(Client(), nurse)


def is_in(client: Client) -> bool:
    """Whether a client is signed in and acts in an assignment."""
    return client.get("/arbete/min-franvaro/").status_code == 200
