"""What is typed about a file. Typed text stays when a file is refused; the file must be chosen again."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from helhet.ui.forms import ActionForm

from . import queries, rules
from .actions import File


class FileForm(ActionForm):
    """A file with a title."""

    title = forms.CharField(
        label="Vad är det för dokument?", max_length=rules.LONGEST_TITLE, help_text="Det står i listan. Skriv kort."
    )
    source = forms.CharField(label="Vem kommer det från?", max_length=200, required=False)
    file = forms.FileField(label="Fil", allow_empty_file=True)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        kinds = queries.types().values()
        self.fields["file"].help_text = "Vi tar emot " + ", ".join(f"{k.label}, högst {k.megabytes} MB" for k in kinds)
        self.fields["file"].widget.attrs["accept"] = ",".join(kind.media_type for kind in kinds)

    def clean_file(self) -> UploadedFile:
        """Too large is said before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > queries.largest() * 1_000_000:
            raise forms.ValidationError(rules.too_large(queries.largest()))
        return file

    def as_file(self) -> File:
        """What an action takes."""
        given = self.cleaned_data
        # Read from its beginning: a page that is tried again has read it once already.
        given["file"].seek(0)
        return File(given["title"], given["file"].read(), given["source"])


class CorrectionForm(FileForm):
    """A file that takes the place of another."""

    why = forms.CharField(label="Vad var fel i det gamla?", max_length=300)
    field_order = ("title", "why", "source", "file")
