"""Promises about the files we commit."""

import re
import subprocess

import pytest

REGISTRY = re.compile(r"//[a-z.-]*(pypi|pythonhosted|npmjs|debian)[a-z]*\.(org|com|net)", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.])/(work|farm|root|tmp|opt)/\w")
THIRD_PARTY = re.compile(r"(^|/)(node_modules|vendor|site-packages)/")


@pytest.fixture
def tracked(root):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    return [root / name for name in listed.stdout.split("\0") if name]


def mentions(paths, pattern):
    for path in paths:
        try:
            text = path.read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or just removed
        if found := pattern.search(text):
            yield f"{path}: {found.group()}"


def test_no_registry_is_named(tracked):
    assert list(mentions(tracked, REGISTRY)) == []


def test_no_path_of_a_machine(tracked):
    assert list(mentions(tracked, MACHINE)) == []


def test_no_third_party_files(tracked, root):
    assert [path for path in tracked if THIRD_PARTY.search(str(path.relative_to(root)))] == []


def test_readme_is_short_and_names_the_two_commands(root):
    text = (root / "README.md").read_text()
    assert len(text.splitlines()) <= 60
    assert "make demo" in text
    assert "make test" in text
