"""The county's holdings, from content to database."""

import pytest

from helhet.audit.models import Event
from helhet.config.cli import build_parser
from helhet.kernel.errors import BadContent
from helhet.knowledge.library import Library
from helhet.organisations import commands, loading, queries
from helhet.organisations.models import Assignment, Authority, Principal, Staff, Unit
from tests.records.world import AT, TODAY

pytestmark = pytest.mark.django_db
ONE = """
county: "08"
principals:
  - id: kalmar
    kind: municipality
    municipality: "0880"
    authorities:
      - {id: namnd, kind: social_board, name: Socialnämnden, units: [
          {id: vuxna, kind: social_adult, name: Vuxenenheten, contact: kalmar-adult, municipalities: ["0880"]}]}
"""


@pytest.fixture
def content(tmp_path, root, settings):
    """A content folder with authorities of its own: `content(text)` writes them."""
    for entry in (root / "content").iterdir():
        if entry.name != "organisations":
            (tmp_path / entry.name).symlink_to(entry)
    folder = tmp_path / "organisations"
    (folder / "kalmar").mkdir(parents=True)
    for name in ("counties.csv", "municipalities.csv", "kalmar/units.yaml"):
        (folder / name).symlink_to(root / "content" / "organisations" / name)

    def write(text: str) -> None:
        (folder / "kalmar" / "authorities.yaml").write_text(text)
        opened = Library(tmp_path)
        monkey.setattr(queries, "library", lambda: opened)

    monkey = pytest.MonkeyPatch()
    yield write
    monkey.undo()


def test_the_shipped_county_has_everyone_and_again_changes_nothing():
    first = loading.load(at=AT, demo=True)
    assert set(first) == {"created"}
    assert Principal.objects.filter(kind="municipality", county="08").count() == 12
    assert Authority.objects.filter(kind="social_board").count() == 12
    assert Unit.objects.get(name="Beroendemottagningen").phone == "0980-319 200"
    assert set(loading.load(at=AT, demo=True)) == {"unchanged"}
    assert Event.objects.filter(act="unit.created").count() == Unit.objects.count()


def test_what_is_invented_comes_only_in_a_demonstration():
    loading.load(at=AT, demo=False)
    assert not Authority.objects.filter(kind="private_care").exists()
    assert not Unit.objects.exclude(phone="").filter(phone__startswith="0980-319").exists()


def test_the_medical_part_of_pupil_health_is_judged_as_what_it_is():
    loading.load(at=AT, demo=False)
    unit = Unit.objects.filter(kind="school").select_related("holding__principal").first()
    staff = Staff.objects.create(username="skol", name="Sköterskan")
    one = Assignment.objects.create(staff=staff, unit=unit, role="school_health", purpose="Elevhälsa", valid_from=TODAY)
    assert queries.actor_of(one).party == "school_health"


def test_what_was_edited_stays_and_the_rest_follows(content):
    content(ONE)
    loading.load(at=AT, demo=True)
    Unit.objects.update(phone="0480-1", name="Vuxna i Kalmar")
    content(
        ONE.replace("kalmar-adult", "nybro-adult").replace("Vuxenenheten", "Vuxenstödet").replace('["0880"]', "all")
    )
    assert loading.load(at=AT, demo=True)["updated"] == 1
    unit = Unit.objects.get()
    assert (unit.phone, unit.name) == ("0480-1", "Vuxna i Kalmar")
    assert len(unit.municipalities) == 12
    assert loading.load(at=AT, demo=True)["updated"] == 0


def test_a_unit_that_was_there_already_is_taken_over_not_doubled(content):
    content(ONE)
    owner = Principal.objects.create(kind="municipality", name="Kalmar kommun", county="08", municipality="0880")
    holding = Authority.objects.create(principal=owner, kind="social_board", name="Socialnämnden")
    Unit.objects.create(holding=holding, kind="social_adult", name="Vuxenenheten", phone="0480-2")
    loading.load(at=AT, demo=True)
    assert Unit.objects.get().phone == "0480-2"
    assert Unit.objects.get().content_id == "08/kalmar/namnd/vuxna"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("social_board", "nonsens"), "slaget nonsens finns inte"),
        (("social_board", "region_board"), "hör inte till"),
        (("kind: social_adult", "kind: nonsens"), "finns inte i vocabulary"),
        (("kalmar-adult", "nonsens"), "kontakten nonsens"),
        (('["0880"]', '["9999"]'), "kommunkoden 9999"),
        (('municipality: "0880"', 'municipality: "0114"'), "finns inte i länet"),
        (("id: vuxna,", "id: vuxna, hsa_id: X,"), "HSA-id"),
        (("id: vuxna,", "idd: vuxna,"), "okänt fält"),
    ],
)
def test_faults_are_told_and_nothing_is_loaded(content, wrong, said):
    content(ONE.replace(*wrong))
    with pytest.raises(BadContent, match=said):
        loading.load(at=AT, demo=True)
    assert not Principal.objects.exists()


def test_the_command(capsys):
    args = build_parser().parse_args(["organisations", "load", "--county", "08", "--json"])
    assert commands.run_load(args) == 0
    assert '"created": 1' in capsys.readouterr().out


def test_records_follow_the_content_folder(tmp_path, root, settings):
    for entry in (root / "content").iterdir():
        if entry.name != "records":
            (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "records").mkdir()
    for file in (root / "content" / "records").iterdir():
        text = file.read_text()
        (tmp_path / "records" / file.name).write_text(text.replace("label: Läkare", "label: Doktor"))
    settings.CONTENT = tmp_path
    assert queries.records().roles["doctor"].label == "Doktor"
