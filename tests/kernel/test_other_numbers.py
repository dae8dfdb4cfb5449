"""Reserve numbers, organisation numbers, HSA-ids."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import check, hsa_id, oids, organisation_number, read, reserve_number
from helhet.kernel.identity.luhn import check_digit, fits
from tests.kernel.making import LETTERS, TODAY, births, reserve

pairs = st.text(LETTERS, min_size=2, max_size=2)
sexes = st.sampled_from(LETTERS + "0123456789")


# Worked examples of the national form: birth date and sex known, sex not known, birth date not known, neither.
@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("22790814AA01", date(1979, 8, 14)),
        ("22950606-fh20", date(1995, 6, 6)),
        ("25780404KHD5", date(1978, 4, 4)),
        ("00342145BZ31", None),
        ("00749852BZK0", None),
    ],
)
def test_national_reserve_numbers(text, birth):
    answer = check(text, TODAY)
    assert (answer.valid, answer.kind, answer.birth_date, answer.sex) == (True, "reserve_national", birth, None)
    assert read(text, TODAY).system == oids.RESERVE_NATIONAL


@given(births, st.integers(0, 25), pairs, sexes)
def test_the_series_tells_the_century(birth, series, letters, sex):
    first = birth.year // 100 + 3 + 3 * series
    assume(birth.year >= 1900 and first <= 99)
    value = reserve(f"{first}{birth:%y%m%d}", letters + sex)
    assert read(value, TODAY).birth_date == birth


@given(st.integers(0, 99), st.integers(20, 99), st.integers(40, 59), pairs, sexes)
def test_without_a_birth_date(year, month, day, letters, sex):
    assert check(reserve(f"00{year:02}{month}{day}", letters + sex), TODAY).valid


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (reserve("19790914", "AA0"), "börja med 00"),
        (reserve("23790914", "AA0"), "framåt i tiden"),
        (reserve("00790914", "AA0"), "20–99"),
        (reserve("00792039", "AA0"), "40–59"),
        (reserve("00792060", "AA0"), "40–59"),
        (reserve("22790231", "AA0"), "almanackan"),
        (reserve("22790814", "AAO"), "I, O, Q, V och W"),
        ("22790814AA02", "Kontrollsiffran"),
    ],
)
def test_refused_national_reserve_numbers(text, about):
    assert about in check(text, TODAY).reason


def test_letters_count_as_their_ascii_code():
    assert check_digit("22790814AA0") == 1
    assert not fits("2279081A")
    assert not fits("")


def test_a_regions_number_is_kept_with_its_series():
    number = reserve_number("1.2.752.97.3.1.3", " 991981-0000 10 ")
    assert (number.system, number.value, number.kind) == ("1.2.752.97.3.1.3", "991981000010", "reserve_regional")
    assert (number.birth_date, number.sex, number.written) == (None, None, "991981000010")
    assert reserve_number("1.2.752.74.9.2", "19810829su3a").value == "19810829SU3A"


@pytest.mark.parametrize(
    ("system", "value", "about"),
    [
        ("Region Kalmar", "123456", "OID"),
        ("", "123456", "OID"),
        ("1.2.752.", "123456", "OID"),
        (oids.PERSONNUMMER, "199001012385", "nationell"),
        ("1.2.752.97.3.1.3", "12", "4 till 20"),
        ("1.2.752.97.3.1.3", "123_456", "4 till 20"),
        ("1.2.752.97.3.1.3", "1" * 21, "4 till 20"),
    ],
)
def test_refused_regional_numbers(system, value, about):
    with pytest.raises(BadInput, match=about):
        reserve_number(system, value)


@pytest.mark.parametrize("text", ["212000-0142", "2120000142", "16212000-0142", " 212000\u20130142 "])
def test_organisation_numbers(text):
    number = organisation_number(text)
    assert (number.system, number.value, number.kind) == (oids.ORGANISATION, "2120000142", "organisation")
    assert number.written == "212000-0142"


@pytest.mark.parametrize(
    ("text", "about"), [("212000-0143", "Kontrollsiffran"), ("900101-2385", "minst 2"), ("212000", "tio siffror")]
)
def test_refused_organisation_numbers(text, about):
    with pytest.raises(BadInput, match=about):
        organisation_number(text)


def test_hsa_ids():
    assert hsa_id("se2321000016-3mkb").value == "SE2321000016-3MKB"
    assert hsa_id("SE2321000016-3MKB").system == oids.HSA
    assert len(hsa_id("SE2321000016-" + "A" * 18).value) == 31


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("SE2321000017-3MKB", "Organisationsnumret"),
        ("SE2321000016-3MKÖ", "HSA-id"),
        ("SE2321000016", "HSA-id"),
        ("SE2321000016-" + "A" * 19, "31 tecken"),
    ],
)
def test_refused_hsa_ids(text, about):
    with pytest.raises(BadInput, match=about):
        hsa_id(text)
