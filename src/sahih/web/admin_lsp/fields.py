"""Form fields as a phone and a keyboard like them."""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from sahih.materials.berkas.parts import as_pasted
from sahih.web.ui.fields import PlainField, awaited


def day_field(label: str, **more: Any) -> forms.DateField:  # reason: Django's own keywords
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def hour_field(label: str, **more: Any) -> forms.TimeField:  # reason: Django's own keywords
    widget = forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


def text_area(label: str, *, rows: int = 3, **more: Any) -> PlainField:  # reason: Django's own keywords
    return PlainField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def lines_of(text: str) -> list[str]:
    """What stands on the lines of a box, one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def code_field(label: str, *, digits: int, like: str, when: str) -> forms.Field:
    """A code of so many figures, and of no other shape."""
    said = f"{label} terdiri atas {digits} angka, misalnya {like}."
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
    shape = RegexValidator(rf"^[0-9]{{{digits}}}\Z", said)
    field = PlainField(label=f"Kode {label}", required=False, widget=widget, help_text=f"{digits} angka, misalnya {like}.", validators=[shape])  # fmt: skip
    return awaited(field, when)


class RupiahField(forms.IntegerField):
    """Whole rupiah as people write them here: 1500000, 1.500.000, Rp1.500.000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
    default_error_messages = {"invalid": "Tulis rupiah bulat, misalnya 1500000 atau 1.500.000."}  # reason: Django's own

    def __init__(self, **more: Any) -> None:  # reason: as above
        super().__init__(min_value=0, **more)

    def to_python(self, value: Any) -> int | None:  # reason: as above
        typed = (
            re.sub(r"^Rp\.?\s*", "", as_pasted(str(value)).strip(), flags=re.IGNORECASE) if value is not None else value
        )
        if typed and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,-)?", typed):
            typed = typed.removesuffix(",-").replace(".", "")
        return super().to_python(typed)


class ReasonForm(forms.Form):
    """Why an act is done that somebody will ask about."""

    reason = text_area("Alasan", max_length=1000)

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:  # reason: as above
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text
