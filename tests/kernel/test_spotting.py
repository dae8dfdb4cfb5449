"""Numbers in free text: found in every common writing, and ordinary text let through."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helhet.kernel.identity import number_like
from helhet.kernel.identity.luhn import fits
from tests.kernel.making import OFFICIAL, births, numbered, personnummer, reserve, serials, valid_numbers

WRITINGS = [
    "{c}{d}{s}",
    "{c}{d}-{s}",
    "{c}{d} {s}",
    "{c}{d}+{s}",
    "{c}{d} - {s}",
    "{c}{d}\u2013{s}",
    "{d}{s}",
    "{d}-{s}",
    "{d} {s}",
    "{d}+{s}",
    "{d}\u2011{s}",
    "{d}\n{s}",
    "{d}.{s}",
    "{c} {d}-{s}",
    "{c}{y}-{m}-{n}-{s}",
    "{c}{y} {m} {n} {s}",
    "{c}{y}-{m}-{n} {s}",
    "{y} {m} {n} {s}",
]
AROUND = ["{}", "Pnr {}.", "pnr{}", "({})", "Hej, {}, 45 år", "{}:s mamma", "född {}och", "Ring 0480-44 80 00 om {}"]


def written(value: str, how: str) -> str:
    parts = {"c": value[:2], "d": value[2:8], "s": value[8:], "y": value[2:4], "m": value[4:6], "n": value[6:8]}
    return how.format(**parts)


@given(valid_numbers, st.sampled_from(WRITINGS), st.sampled_from(AROUND))
def test_a_valid_number_is_found_in_every_writing(value, how, around):
    text = written(value, how)
    assert number_like(around.format(text)) == [text]


@given(valid_numbers)
def test_digits_one_by_one_and_in_pairs_are_found(value):
    for step in (1, 2):
        text = " ".join(value[place : place + step] for place in range(0, 12, step))
        assert number_like(f"Det är {text} tror jag") == [text]


@given(births, serials, st.integers(1, 9), st.sampled_from(["{c}{d}-{s}", "{d}-{s}", "{d}+{s}", "{c}{d}{s}"]))
def test_a_mistyped_number_still_points_at_somebody(birth, serial, change, how):
    value = personnummer(birth, serial)
    wrong = value[:11] + str((int(value[11]) + change) % 10)
    assert number_like(f"Gäller {written(wrong, how)}") == [written(wrong, how)]


@given(st.lists(valid_numbers, min_size=1, max_size=5), st.sampled_from([", ", "; ", " och ", "\n\n\n"]))
def test_every_number_is_found(values, between):
    texts = [f"{value[:8]}-{value[8:]}" for value in values]
    assert number_like(between.join(texts)) == texts


@pytest.mark.parametrize(
    "text",
    [
        "22790814AA01",
        "22790814-AA01",
        "22790814 AA01",
        "25780404khd5",
        "00749852BZK0",
        reserve("00342145", "BZ3"),
        "991981000010",
        "19810829M071",
        "19810829-SU3A",
        "850709-T123",
        "850709T123",
        numbered("19700060", 238),
    ],
)
def test_reserve_numbers_and_odd_samordningsnummer_are_found(text):
    assert number_like(f"Patienten har {text}.") == [text]


codes = st.sampled_from(["08", "010", "031", "070", "072", "073", "076", "079", "0480", "0491", "0410", "0101"])


@given(codes, st.integers(0, 9_999_999), st.sampled_from([(3, 2, 2), (2, 2, 2), (3, 3, 2), (2, 2), (3, 2)]))
def test_telephone_numbers_in_ordinary_writing_are_let_through(code, number, sizes):
    digits, groups = f"{number:08}", []
    for size in sizes:
        groups.append(digits[:size])
        digits = digits[size:] or "42"
    assert number_like(f"Ring {code}-{' '.join(groups)} före tolv") == []
    assert number_like(f"Ring {code}-{''.join(groups)}") == []
    assert number_like(f"Ring +46 {code[1:]} {' '.join(groups)}") == []


# Years that somebody writes; a span that ends beyond them may be stopped.
days = st.dates(date(1800, 1, 1), date(2099, 12, 31))


@given(days, days, st.times())
def test_dates_and_times_are_let_through(first, second, time):
    texts = [f"{first}", f"{first:%Y%m%d}", f"{first:%y%m%d}", f"{first.day}/{first.month} {first.year}"]
    texts += [f"{first} kl {time:%H.%M}", f"{first} {time:%H:%M}", f"{first.day}.{first.month}.{first.year}"]
    texts += [f"{first}\u2013{second}", f"{first} - {second}", f"{first:%Y%m%d}-{second:%Y%m%d}"]
    for text in texts:
        assert number_like(f"Det var {text} hos oss") == []


@given(st.integers(0, 10**13))
def test_sums_are_let_through(amount):
    grouped = f"{amount:,}"
    assert number_like(f"Det kostar {grouped.replace(',', ' ')} kr") == []
    assert number_like(f"Det kostar {grouped.replace(',', '.')},50 kr") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mannen är 45 år och dricker 6 glas om dagen sedan 2019.",
        "Kommunens nummer är 212000-0142, bankgiro 5050-1055.",
        "Ärende SN 2024-001234, beslut 2024-05-12 § 118.",
        "AUDIT 18 av 40, DUDIT 6, F10.2 enligt ICD-10.",
        "Läs SoL (2025:400) 10 kap. 8 § och HSL 16 kap. 4 §.",
        "0701234567",  # a date can be read out of it, but the check digit is wrong
        "OCR 12345678901234567",
        "",
    ],
)
def test_ordinary_text_is_let_through(text):
    assert number_like(text) == []


@given(st.from_regex(r"07[0236]\d{7}", fullmatch=True))
def test_a_telephone_number_in_one_piece_stops_only_when_it_could_be_a_persons(digits):
    assert number_like(digits) == [] or (fits(digits) and digits[2:4] <= "12")


@given(st.text())
def test_what_is_found_stands_in_the_text(text):
    assert all(found in text for found in number_like(text))


@given(st.text(alphabet="0123456789 -+", max_size=40), st.sampled_from(OFFICIAL))
def test_letters_on_both_sides_keep_a_number_apart_from_other_digits(noise, value):
    assume(not number_like(noise))
    assert value in number_like(f"{noise} nr {value} nr {noise}")
