"""Personnummer and samordningsnummer: which are valid, what they say, and why others are refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import check, dated, masked, oids, read
from tests.kernel.making import OFFICIAL, TODAY, VECTORS, births, numbered, personnummer, samordningsnummer, serials


# The shared vectors agree with the law on every row; what they call ssn and con the law calls
# personnummer and samordningsnummer. Those with a space are refused here as there.
@pytest.mark.parametrize("text", VECTORS["ssn"]["valid"])
def test_vectors_personnummer(text):
    answer = check(text, TODAY)
    assert (answer.valid, answer.kind) == (True, "personnummer"), answer.reason


@pytest.mark.parametrize("text", VECTORS["con"]["valid"])
def test_vectors_samordningsnummer(text):
    answer = check(text, TODAY)
    assert (answer.valid, answer.kind) == (True, "samordningsnummer"), answer.reason


@pytest.mark.parametrize("text", VECTORS["ssn"]["invalid"] + VECTORS["con"]["invalid"] + ["0"])
def test_vectors_refused(text):
    answer = check(text, TODAY)
    assert (answer.valid, answer.kind, answer.number) == (False, "unknown", None)


def test_every_official_test_number_is_valid():
    assert len(OFFICIAL) == 2000
    assert [number for number in OFFICIAL if not check(number, TODAY).valid] == []


@given(births, serials)
def test_a_personnummer_comes_back_however_it_is_written(birth, serial):
    value = personnummer(birth, serial)
    sign = "+" if TODAY.year - birth.year >= 100 else "-"
    spellings = [value, f"{value[:8]}-{value[8:]}", f"{value[:8]}{sign}{value[8:]}", f"{value[2:8]}{sign}{value[8:]}"]
    spellings += [f"  {value} ", f"{value[:8]}\u2011{value[8:]}"] + ([value[2:]] if sign == "-" else [])
    for text in spellings:
        number = read(text, TODAY)
        assert (number.system, number.value, number.kind) == (oids.PERSONNUMMER, value, "personnummer")
        assert (number.birth_date, number.sex) == (birth, "male" if serial % 2 else "female")


@given(births, serials)
def test_a_samordningsnummer_has_its_day_plus_sixty(birth, serial):
    number = read(samordningsnummer(birth, serial), TODAY)
    assert (number.system, number.kind, number.birth_date) == (oids.SAMORDNINGSNUMMER, "samordningsnummer", birth)


@pytest.mark.parametrize("day", ["19700060", "19700560", "19700075", "19700290", "19700491"])
def test_a_samordningsnummer_may_lack_a_birth_date(day):
    answer = check(numbered(day, 237), TODAY)
    assert (answer.valid, answer.kind, answer.birth_date, answer.sex) == (True, "samordningsnummer", None, "male")
    assert "Födelsedatumet framgår inte" in answer.reason


@given(births, serials, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(birth, serial, place, change):
    value = personnummer(birth, serial)
    wrong = str((int(value[2 + place]) + change) % 10)
    answer = check(value[: 2 + place] + wrong + value[3 + place :], TODAY)
    assert not answer.valid


@given(st.text())
def test_check_never_raises_and_always_says_why(text):
    answer = check(text, TODAY)
    assert answer.reason.endswith(".")
    assert answer.valid == (answer.number is not None)


# (what was written, what the refusal speaks of)
REFUSED = [
    ("", "Inget nummer"),
    ("   ", "Inget nummer"),
    ("19900101 2385", "mellanslag"),
    ("19900101-238", "tio eller tolv"),
    ("199001012385199001012385", "tio eller tolv"),
    ("19901301-2385", "Månaden"),
    ("19900001-2385", "Månaden"),
    ("19900100-2385", "Dagen"),
    ("19900132-2385", "Dagen"),
    ("19900192-2385", "Dagen"),
    ("19900230-2385", "almanackan"),
    ("19900101-2386", "Kontrollsiffran"),
    ("20150916-0006", "000"),
    ("19900101+2385", "Plustecknet"),
    ("990101-T238", "tillfälligt nummer"),
    ("19900101K238", "reservnummer"),
    ("212000-0142", "organisationsnummer"),
    ("162120000142", "organisationsnummer"),
    ("991981000010", "reservnummer från en region"),
    ("17900101-2385", "18, 19 eller 20"),
    ("Anna", "inget personnummer"),
    ("199001012385; drop", "inget personnummer"),
]


@pytest.mark.parametrize(("text", "about"), REFUSED)
def test_each_refusal_says_what_to_do(text, about):
    answer = check(text, TODAY)
    assert not answer.valid
    assert about in answer.reason
    with pytest.raises(BadInput, match=about):
        read(text, TODAY)


@pytest.mark.parametrize(("birth", "today", "valid"), [("20261126", TODAY, False), ("20261125", TODAY, True)])
def test_nobody_is_born_tomorrow(birth, today, valid):
    answer = check(numbered(birth, 238), today)
    assert answer.valid is valid
    assert valid or answer.reason == dated.FUTURE


def test_a_samordningsnummer_without_a_day_is_refused_only_when_all_of_it_is_ahead():
    assert check(numbered("20261160", 238), TODAY).valid
    assert check(numbered("20260060", 238), TODAY).valid
    assert not check(numbered("20261260", 238), TODAY).valid
    assert not check(numbered("20270060", 238), TODAY).valid


@pytest.mark.parametrize(
    ("sign", "day", "year"),
    [
        ("-", date(2025, 12, 31), 1926),  # 99 that year
        ("+", date(2026, 1, 1), 1926),  # the plus comes with the year one turns 100
        ("+", date(2126, 6, 1), 2026),
    ],
)
def test_the_century_follows_from_sign_and_day(sign, day, year):
    value = personnummer(date(1926, 5, 1), 238)
    assert read(f"{value[2:8]}{sign}{value[8:]}", day).birth_date == date(year, 5, 1)


def test_a_minus_in_the_year_one_turns_a_hundred_is_not_guessed():
    value = personnummer(date(1926, 12, 1), 238)
    answer = check(f"{value[2:8]}-{value[8:]}", TODAY)
    assert answer.reason == dated.FUTURE
    assert "tolv siffror" in answer.reason
    assert check(value, TODAY).valid


def test_other_digits_are_read_as_digits():
    wide = "".join(chr(ord(c) + 0xFEE0) for c in OFFICIAL[0])
    assert read(wide, TODAY).value == OFFICIAL[0]


def test_repr_does_not_show_the_number():
    number = read(OFFICIAL[0], TODAY)
    assert OFFICIAL[0] not in repr(check(OFFICIAL[0], TODAY))
    assert OFFICIAL[0][:8] not in repr(number)
    assert number.written == f"{OFFICIAL[0][:8]}-{OFFICIAL[0][8:]}"


def test_masked_hides_the_last_four_and_all_of_what_it_does_not_know():
    assert masked("199001012385") == "19900101-****"
    assert masked("22790814AA01") == "22790814-****"
    assert masked("ABC12") == "****"
    assert masked("") == "****"
