"""Form fields as a phone and a keyboard like them."""

from typing import Any

from django import forms


def day_field(label: str, **more: Any) -> forms.DateField:  # reason: Django's own keywords
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def hour_field(label: str, **more: Any) -> forms.TimeField:  # reason: Django's own keywords
    widget = forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


def text_area(label: str, *, rows: int = 3, **more: Any) -> forms.CharField:  # reason: Django's own keywords
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class ReasonForm(forms.Form):
    """Why an act is done that somebody will ask about."""

    reason = text_area("Alasan", max_length=1000)

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:  # reason: as above
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text
