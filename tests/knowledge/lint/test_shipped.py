"""The faults that a reader has found in the two counties' documents are found here too."""

import pytest

from helhet.knowledge.findings import Finding
from helhet.knowledge.library import Library
from helhet.knowledge.lint import lint

from .build import DAY, ROOT

LIBRARY = Library(ROOT / "content")

# Pack → the finding → words that must be in what is asked, or in its table.
KNOWN = {
    "kalmar-2021": {
        "missing.k21-bilaga-2": "bilaga 2",
        "missing.k21-region-figur": "figur saknas",
        "party.skolan": "Skolan",
        "pointer.k21-fotnoter-1": "LARO",
        "provision-now.sol-2001-453": "5 kap. 11 §",
        "provision-now.sosfs-2014-4": "HSLF-FS 2022:39",
        "misread": "2007:30",
        "threshold.riskbruk-glas": "12 september 2023",
        "statement.lvm-certificate-exception": "uppenbart obehövligt",
        "statement.lvm-start-place": "24 §",
        "statement.lvm-report-who": "6 §",
        "statement.coordinating-group": "Psykisk hälsa",
        "statement.misuse-system": "DSM-IV",
        "contents.k21-innehall": "Barn och ungdomar",
        "review.oversyn": "varje år",
        "party.halso-och-sjukvardsforvaltningen": "regionens uppgifter",
    },
    "stockholm-2017": {
        "list.region-nedtrappning.s6": "nedtrappning",
        "points.kommun-hemloshet": "Riktlinjer",
        "provision-then.sol-2001-453-1-kap-7": "2 kap. 7 §",
        "provision-now.hsl-1982-763": "HSL 2017:30 16 kap. 3 §",
        "statement.validity-start": "1 januari 2017",
        "statement.group-elderly-age": "över 65",
        "group-sections.s16-rekommendation-innehall": "7 målgrupper",
        "pointer.s16-bilaga-1": "rutinerna",
        "statement.agreement-duty-substances": "spel om pengar",
        "ended.ute-andt": "ANDT-strategin",
        "gap-before.ute-policy-2008": "31 december 2015",
        "group-overlap.unga.vuxna": "18–25 år",
        "group-without.both": "3.5 Dopning",
        "ladder-end.trappa-regionalt": "Det regionala samrådet",
        "list.bada-lob.s6": "arrest",
    },
}


def findings(name: str) -> dict[str, Finding]:
    others = [other for other in LIBRARY.packs() if other.id != name]
    made = lint(LIBRARY.pack(name), LIBRARY.vocabulary, LIBRARY.law, others, DAY)
    return {finding.key.removeprefix("text."): finding for finding in made}


@pytest.mark.parametrize("name", KNOWN)
def test_the_known_faults_are_found(name: str):
    found = findings(name)
    assert KNOWN[name].keys() <= found.keys()
    assert [key for key, words in KNOWN[name].items() if words not in f"{found[key].text} {found[key].table}"] == []


@pytest.mark.parametrize("name", KNOWN)
def test_every_finding_points_at_places_that_exist(name: str):
    known = LIBRARY.pack(name).anchors
    assert [(key, f.where) for key, f in findings(name).items() if not set(f.where) <= set(known)] == []
    assert [key for key, f in findings(name).items() if not f.where] == []


@pytest.mark.parametrize("name", KNOWN)
def test_tables_are_even(name: str):
    assert [key for key, f in findings(name).items() if len({len(row) for row in f.table}) > 1] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("kalmar-2021", "missing.k21-region-figur"),
        ("kalmar-2021", "pointer.k21-fotnoter-1"),
        ("kalmar-2021", "misread"),
        ("stockholm-2017", "misread"),
        ("stockholm-2017", "provision-then.hsl-1982-763-2"),
    ],
)
def test_what_the_machine_may_have_misread_is_never_the_countys_fault(name: str, key: str):
    finding = findings(name)[key]
    assert (finding.kind, finding.severity) == ("unsure", "info")
