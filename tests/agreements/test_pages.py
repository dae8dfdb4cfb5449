"""Every page of an agreement, without a browser, on our own pack."""

import re
from datetime import date

import pytest

from helhet.agreements import queries
from helhet.agreements.pages import listing

from .fixtures import FINDINGS, PACK

pytestmark = pytest.mark.django_db
PATHS = ["", "vagar/", "malgrupper/", "behandlingar/", "begrepp/", "strukturer/", "parter/", "kvalitet/"]


def words(html: str) -> str:
    """What stands on a page, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace(" .", ".").replace(" ,", ",")


@pytest.fixture
def get(client, published):
    def text(path: str = "", status: int = 200) -> str:
        answer = client.get(f"/avtal/{PACK}/{path}")
        assert answer.status_code == status
        return answer.content.decode()

    return text


@pytest.mark.parametrize("path", PATHS)
def test_page_is_whole(get, path):
    text = get(path)
    assert text.count("<h1") == 1
    assert "Vad du kan göra nu" in text
    assert 'aria-current="page"' in text
    assert "style=" not in text
    assert not re.search(r"<script(?![^>]*src=)", text)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert not re.search(r"None|\{\{|\{%", text)


@pytest.mark.parametrize("path", PATHS)
def test_links_lead_somewhere(get, path):
    text = get(path)
    inside = set(re.findall(r' id="([^"]+)"', text))
    for address in re.findall(r'href="([^"]+)"', text):
        if address.startswith("#"):
            assert address[1:] in inside
        elif address.startswith(f"/avtal/{PACK}/") and "#" in address:
            page, _, fragment = address.partition("#")
            assert f' id="{fragment}"' in get(page.removeprefix(f"/avtal/{PACK}/")), address


@pytest.mark.parametrize("path", PATHS)
def test_two_selects_a_page_at_most_once_it_has_been_read(get, path, django_assert_max_num_queries):
    get(path)
    with django_assert_max_num_queries(4 if path == "parter/" else 1):
        get(path)


def test_bullets_stand_in_the_order_of_the_document_with_what_rests_on_them(get):
    text = get()
    assert list(queries.pack(PACK).sections[3].bullets) == ["1", "10", "2", "3", "4", "5"]
    bullet = words(text.split('id="p-vuxna-ansvar-p3"')[1].split("</li>\n")[0])
    assert "Båda ger psykosocial behandling." in bullet
    assert "Ansvar Regionen: psykosocial behandling." in bullet
    assert "Ansvar Kommunen: psykosocial behandling." in bullet
    assert "Delat ansvar Psykosocial behandling: delas upp i en SIP." in bullet
    assert "Behandling Motiverande behandling (MET): regionen och kommunen." in bullet
    assert "Bara text" in text.split('id="p-vuxna-ansvar-p4"')[1].split("</li>")[0]


def test_duty_says_its_condition_strength_payer_and_doer(get):
    said = words(get().split('id="p-vuxna-ansvar-p5"')[1].split("</ul>")[0])
    assert "Gäller läkemedel. Avtalet säger bör. Regionen betalar och kommunen utför." in said
    assert "&lt;läkemedel&gt; &amp; följer upp" in get()


def test_misprints_readings_questions_and_findings_are_marked_where_they_stand(get):
    text = words(get())
    assert "Tryckfel: Där står ”20222”. Det måste menas ”2022”. Felet kommer troligen av" in text
    assert "Vår läsning: Vi räknar vuxna som 18 år eller äldre. Därför: Avtalet säger ingen gräns." in text
    assert "Öppen fråga till Provlandets råd, svar senast den 31 mars 2027: Var finns bilaga 9?" in text
    assert "Granskningen: två håller i det: Två svarar för att motivera." in text
    assert "Saknas i källan: Figuren finns inte i texten vi fått" in text


def test_terms_lead_to_their_meaning_once_in_a_section(get):
    links = re.findall(r'<a class="term" href="([^"]+)">([^<]+)</a>', get().split('id="p-riskbruk"')[1])
    assert links == [(f"/avtal/{PACK}/begrepp/#ord-riskbruk", "riskbruk")]
    assert ">Riskbruket</a>" in get()


def test_two_definitions_and_their_limits_stand_side_by_side(get):
    text = words(get("begrepp/"))
    assert "Avtalet förklarar ordet på 2 sätt." in text
    assert "Män: minst 14 glas" in text
    assert "Minst 2 av 3 kriterier inom 12 månader ger beroende" in text


def test_treatments_by_substance(get):
    text = get("behandlingar/")
    row = text.split("#treatments-met")[1].split("</tr>")[0]
    assert re.findall(r">(Båda|–)<", row) == ["Båda", "Båda", "–"]
    assert "Vid sidan av Psykosocial behandling (ska)" in words(text)


def test_commitments_in_every_list_and_how_the_lists_differ(get):
    text = words(get("malgrupper/"))
    assert "Listorna säger olika: Avsnitt 3: enligt riktlinjer 2015 Avsnitt 6: enligt riktlinjer 2019" in text
    assert "Står inte i: Avsnitt 6." in text
    assert text.count("Står inte i:") == 1
    assert "Inget eget avsnitt." in text
    assert "Avtalet har inga mål, löften eller utvecklingsbehov för gruppen." in text


def test_ladder_climbs_in_the_picture_and_in_the_table(get):
    ladder = get("strukturer/").split('id="trappa"')[1]
    rows = re.findall(r'id="ladder-([^"]+)"', ladder)
    assert rows == ["trappa-1", "trappa-2", "trappa-3"]
    assert ladder.count('class="arrow"') == 2
    assert "Avtalet säger inget" in ladder


def test_what_is_to_be_followed_and_done_stands_with_its_goal(get):
    text = get("strukturer/")
    followed = words(text.split('id="indicators-vantan"')[1].split("</tr>")[0])
    assert "Dagar från ansökan till beslut Socialtjänstens register Fler får hjälp tidigt." in followed
    assert "Sägs inte" in text.split('id="activities-akt"')[1].split("</tr>")[0]


def test_a_folded_section_says_how_much_is_open_in_it(get):
    summaries = [words(one.split("</summary>")[0]) for one in get().split("<summary>")[1:]]
    assert [one for one in summaries if "5. Samverkan" in one and "1 öppen fråga" in one]
    assert not [one for one in summaries if "4. Riskbruk" in one and "öppen" in one]


def test_ways_say_who_to_whom_how_and_when(get):
    text = words(get("vagar/"))
    assert "När: Hälsocentral eller vårdcentral · Riskbruk" in text
    step = "Hjälp personen att skriva en egenremiss. Vem den verksamhet som möter personen Hur bindande bör"
    assert f"{step} Till Beroendemottagning Kanal egenremiss När inom två veckor Formulär AUDIT" in text
    assert "I andra hand Det räcker inte. Personen väljer." in text
    assert "Vem har ansvaret Kommunen Tid genast Vad kan följa Ärendet är avslutat." in text


def test_parties_validity_gap_and_versions(get, published):
    text = words(get("parter/"))
    assert "Lucka: mellan den 31 december 2022 och januari 2024 gäller ingen version." in text
    assert published.hash in text
    assert "Sluta röka. Avtalet talar inte om tobak." in text


def test_quality_says_what_it_is_and_how_it_was_found(get):
    text = words(get("kvalitet/"))
    assert "Prövat att det hänger ihop, inte att det är rätt" in text
    assert "Bevisar med en lösare Kom till samma svar. 0,2 sekunder." in text
    assert "Till exempel: En man på 45 år på en hälsocentral." in text
    assert "Regionen: delar, men avtalet säger inte hur" not in text
    assert "Regionen och kommunen: delar, men avtalet säger inte hur." in text
    assert "Ingen svarar. 13–17 år." in text
    assert "situationer" not in re.sub("Situationer skrivna ur källan", "", text)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [0, 1, 2]),
        ("?kind=overlap", [1]),
        ("?layer=text", [0, 2]),
        ("?known=ja", [0]),
        ("?known=nej&layer=text", [2]),
        ("?kind=loop", [0, 1, 2]),
        ("?known=%C3%A5", [0, 1, 2]),
    ],
)
def test_findings_are_filtered_and_nonsense_lets_all_through(get, query, shown):
    found = get(f"kvalitet/{query}").split('id="fynd"')[1].split("</section>")[0]
    assert [n for n, finding in enumerate(FINDINGS) if finding.text in found] == shown


def test_filter_without_hits_says_so(get):
    assert "Inga fynd stämmer med urvalet." in get("kvalitet/?kind=overlap&known=ja")


@pytest.mark.parametrize("address", ["/avtal/finns-inte/", "/avtal/finns-inte/kvalitet/", f"/avtal/{PACK}/plats/x/"])
def test_what_does_not_exist_is_told_with_a_way_on(client, published, address):
    answer = client.get(address)
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "Vi hittar inte det du söker" in text
    assert f'href="/avtal/{PACK}/"' in text


def test_place_has_a_lasting_address(client, published):
    answer = client.get(f"/avtal/{PACK}/plats/p-riskbruk-p3/")
    assert answer.url == f"/avtal/{PACK}/#p-riskbruk-p3"


def test_list_by_county_with_validity_and_status(client, published):
    text = words(client.get("/avtal/").content.decode())
    assert "Kalmar län Provlandets överenskommelse 2024" in text
    assert "Gäller nu" in text
    assert "1 öppen fråga till länet" in text


@pytest.mark.parametrize(
    ("day", "said"),
    [("2019-12-31", "Gäller inte än"), ("2021-05-05", "Gäller nu"), ("2023-05-05", "Gäller inte just nu")],
)
def test_status_is_of_a_day(published, day, said):
    agreement = queries.agreement(PACK)
    assert listing.status(agreement, date.fromisoformat(day))[0] == said


def test_empty_list_says_what_to_do(client):
    assert "helhet pack publish" in client.get("/avtal/").content.decode()
