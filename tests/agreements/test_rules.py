"""When a pack may be published, in sentences."""

from helhet.agreements import rules

ERROR = {"text": "Ingen svarar.", "severity": "error", "declared": False}


def test_only_undeclared_errors_stop_a_publication():
    harmless = [ERROR | {"declared": True}, ERROR | {"severity": "warning"}]
    assert rules.why_unsound("Avtalet", harmless) == ""
    assert "– Ingen svarar." in rules.why_unsound("Avtalet", [*harmless, ERROR])


def test_other_content_in_force_needs_a_new_version():
    assert rules.why_frozen("Avtalet", "a", "a") == ""
    assert "Gör en ny version" in rules.why_frozen("Avtalet", "a", "b")


def test_validity_must_be_said():
    assert rules.why_undated("Avtalet", 1) == ""
    assert "när avtalet gäller" in rules.why_undated("Avtalet", 0)
