"""What staff write about a person. Wrong input comes back with a sentence; an empty field means not known."""

from collections.abc import Callable
from typing import Any

from django import forms

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import IdentityNumber, read, reserve_number
from helhet.knowledge.home import open_library
from helhet.ui.fields import Day
from helhet.ui.forms import ActionForm

from .rules import Details

SEX = [("unknown", "Vet inte"), ("female", "Kvinna"), ("male", "Man")]
PROTECTED = [
    ("none", "Nej"),
    ("marked", "Sekretessmarkering"),
    ("registered", "Skyddad folkbokföring"),
]
REACH = [
    ("phone", "Telefon"),
    ("sms", "Sms"),
    ("email", "E-post"),
    ("letter", "Brev"),
    ("visit", "Hembesök"),
    ("through", "Genom någon annan"),
]
NEAR = [
    ("child", "Barn"),
    ("expected_child", "Väntat barn"),
    ("partner", "Partner"),
    ("parent", "Förälder"),
    ("guardian", "Vårdnadshavare"),
    ("relative", "Annan närstående"),
    ("friend", "Vän"),
    ("helper", "Hjälper till, till exempel med e-legitimation och post"),
]


class Why(ActionForm):
    """Why something is changed."""

    why = forms.CharField(
        label="Varför?", max_length=300, min_length=5, error_messages={"min_length": "Skriv lite mer om varför."}
    )


class DetailsForm(ActionForm):
    """Who a person is. `details()` gives it as the rules want it."""

    given_name = forms.CharField(label="Förnamn", max_length=100, required=False)
    family_name = forms.CharField(label="Efternamn", max_length=100, required=False)
    birth_date = Day(label="Födelsedag", required=False, help_text="Lämna tomt om den inte är känd. Gissa inte.")
    sex = forms.ChoiceField(label="Kön", choices=SEX, required=False)
    case_number = forms.CharField(label="Ärendenummer hos er", max_length=40, required=False)
    language = forms.CharField(label="Språk", max_length=40, required=False, help_text="Om det inte är svenska.")
    interpreter = forms.BooleanField(label="Behöver tolk", required=False)
    municipality = forms.ChoiceField(label="Bosatt i kommunen", required=False)
    protected = forms.ChoiceField(
        label="Skyddade personuppgifter",
        choices=PROTECTED,
        required=False,
        help_text="Då syns varken namn, adress eller enhet i listor, utskrifter och e-post.",
    )

    WHO = tuple(Details.__dataclass_fields__)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        places = open_library().directory.municipalities.values()
        self.fields["municipality"].choices = [("", "Vet inte"), *((place.code, place.short) for place in places)]

    @classmethod
    def details(cls, data: dict[str, Any]) -> Details:
        """What was written; an empty choice means not known."""
        given = {name: data[name] for name in cls.WHO}
        return Details(**given | {"sex": data["sex"] or "unknown", "protected": data["protected"] or "none"})


class NumberForm(ActionForm):
    """A number, or none. A region's reserve number needs to say whose it is."""

    number = forms.CharField(
        label="Personnummer eller samordningsnummer",
        max_length=40,
        required=False,
        help_text="Till exempel 19900101-2385. Lämna tomt om det inte är känt.",
    )
    series = forms.CharField(
        label="Reservnummer: vem gav det?",
        max_length=60,
        required=False,
        help_text="Seriens OID, när numret är ett regionalt reservnummer.",
    )

    def clean(self) -> dict[str, Any]:
        """The number as it was read, in `identity`; None when there is none."""
        data = super().clean() or {}
        try:
            data["identity"] = self._read(data.get("number", ""), data.get("series", ""))
        except BadInput as error:
            self.add_error("number", error.text)
        return data

    def _read(self, number: str, series: str) -> IdentityNumber | None:
        if not number:
            return None
        return reserve_number(series, number) if series else read(number, self.today)

    def __init__(self, *args: Any, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today


class NewNumberForm(NumberForm):
    """A number that a person has got."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["number"].required = True


class ChangeForm(Why, DetailsForm):
    """Details that are changed, with why, and which version they were read from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = [*DetailsForm.WHO, "why", "version"]

    def show_version(self, version: int) -> None:
        """Let the next save count from this version: what was new in it has been shown."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data["version"] = str(version)


class ComparedForm(ActionForm):
    """A form where somebody may be taken for another: then it is asked whether they have been compared.

    `doubts(data)` says in a sentence what makes it doubtful, and nothing when nothing does. The box is shown only then.
    """

    compared = forms.BooleanField(label="Jag har jämfört, och det är rätt ändå", required=False)

    def __init__(self, *args: Any, doubts: Callable[[dict[str, Any]], str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.doubts = doubts
        if not self.is_bound:
            del self.fields["compared"]

    def clean(self) -> dict[str, Any]:
        """What is doubtful stops the form once, until it is said that somebody has looked."""
        data = super().clean() or {}
        doubt = self.doubts(data)
        if not doubt:
            del self.fields["compared"]
        elif not data.get("compared"):
            self.add_error("compared", doubt)
        return data


class ReachForm(ActionForm):
    """How to reach a person, or how not to."""

    kind = forms.ChoiceField(label="Hur", choices=REACH)
    value = forms.CharField(label="Nummer, adress eller namn", max_length=200, required=False)
    allowed = forms.ChoiceField(
        label="Går det bra?",
        choices=[("yes", "Ja, så når vi personen"), ("no", "Nej, gör inte så")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    note = forms.CharField(
        label="Att tänka på", max_length=200, required=False, help_text="Till exempel: säg inte varifrån du ringer."
    )

    def clean_allowed(self) -> bool:
        """A choice in words is a yes or a no."""
        return bool(self.cleaned_data["allowed"] == "yes")


class RelationForm(ActionForm):
    """Somebody near a person, with needs and a contact of their own."""

    kind = forms.ChoiceField(label="Vem är det?", choices=NEAR)
    name = forms.CharField(label="Namn", max_length=200, required=False)
    birth_date = Day(label="Födelsedag", required=False)
    expected = Day(label="Väntas", required=False, help_text="Ett väntat barn: ungefär vilken dag.")
    contact = forms.CharField(label="Så når ni hen", max_length=200, required=False)
    needs = forms.CharField(
        label="Egna behov",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vad behöver den här personen själv? Ett barn har rätt till information, råd och stöd.",
    )
    lives_with = forms.BooleanField(label="Bor tillsammans med personen", required=False)
    may_be_told = forms.BooleanField(label="Personen säger att vi får berätta för hen", required=False)


class SearchForm(forms.Form):
    """What is searched for: a name or a number, and nothing else."""

    words = forms.CharField(
        label="Namn, personnummer eller ärendenummer",
        max_length=100,
        min_length=2,
        widget=forms.TextInput(attrs={"class": "ds-input", "autocomplete": "off", "type": "search"}),
        error_messages={"min_length": "Skriv minst två tecken.", "required": "Skriv ett namn eller ett nummer."},
    )


class MergeForm(Why):
    """Which other row is the same person: by a number, so that nobody is picked by mistake."""

    number = forms.CharField(label="Den andras personnummer, reservnummer eller ärendenummer", max_length=60)
    field_order = ["number", "why"]


class UnmergeForm(Why):
    """Which row stands alone again."""

    other = forms.ChoiceField(label="Vem ska stå för sig igen?")
    field_order = ["other", "why"]

    def __init__(self, *args: Any, merged: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"].choices = [(str(one.id), f"{one} {one.birth_date or ''}") for one in merged]
