"""The check digit of Swedish numbers: Luhn, modulus 10."""


def _value(character: str) -> int:
    # Inera lets a letter in a national reserve number count as its ASCII code.
    return int(character) if character.isdigit() else ord(character)


def check_digit(body: str) -> int:
    """The digit that should follow `body`: digits and, for national reserve numbers, capital letters."""
    total = 0
    for place, character in enumerate(reversed(body)):
        product = _value(character) * (1 if place % 2 else 2)
        total += sum(map(int, str(product)))
    return -total % 10


def fits(number: str) -> bool:
    """Whether the last digit of `number` checks the rest."""
    return number[-1:].isdigit() and check_digit(number[:-1]) == int(number[-1])
