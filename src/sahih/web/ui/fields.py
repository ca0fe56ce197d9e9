"""A Django form field as the component `ui/field.html` shows it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sahih.materials.berkas.parts import as_pasted, unreadable_in

_TEMPLATES = (
    (forms.CheckboxInput, "ui/field/checkbox.html"),
    (forms.CheckboxSelectMultiple, "ui/field/group.html"),
    (forms.RadioSelect, "ui/field/group.html"),
    (forms.HiddenInput, "ui/field/hidden.html"),
)


@dataclass(frozen=True)
class FieldView:
    """The field, the partial that draws its kind, and the ids that bind its messages."""

    field: BoundField

    @property
    def template(self) -> str:
        """The partial for this kind of widget."""
        widget = self.field.field.widget
        return next((name for kind, name in _TEMPLATES if isinstance(widget, kind)), "ui/field/input.html")

    @property
    def control(self) -> SafeString:
        """The widget, bound to its help and its error."""
        # A placeholder repeats the label or hides as soon as one types; False takes it out of the widget.
        attrs: dict[str, str | bool] = {"placeholder": False}
        if isinstance(self.field.field.widget, forms.Textarea):
            # A browser cuts what is pasted beyond it without a word; the form says it instead.
            attrs["maxlength"] = False
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        return self.field.as_widget(attrs=attrs)

    @property
    def help_id(self) -> str:
        return f"{self.field.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.field.auto_id}_error"

    @property
    def described_by(self) -> str:
        """The ids of help and error, for aria-describedby."""
        parts = [(self.field.help_text, self.help_id), (self.field.errors, self.error_id)]
        return " ".join(element_id for text, element_id in parts if text)

    @property
    def is_optional(self) -> bool:
        return not self.field.field.required

    @property
    def optional_words(self) -> str:
        """What may stay empty for now, and what is asked for before the next step."""
        return str(getattr(self.field.field, "awaited", "")) or _("boleh kosong")

    @property
    def bad(self) -> str:
        """The class of a field with an error."""
        return "bad" if self.field.errors else ""


class PastedField(forms.CharField):
    """Text that people also paste from Word and PDF: what is never seen falls away."""

    def to_python(self, value: Any) -> str | None:  # reason: whatever was posted, as Django has it
        return super().to_python(as_pasted(value) if isinstance(value, str) else value)


class PlainField(PastedField):
    """Text that is kept: what cannot be read is refused in words."""

    def validate(self, value: Any) -> None:  # reason: as above
        super().validate(value)
        if code := unreadable_in(value or ""):
            raise forms.ValidationError(unreadable_words(code))


def unreadable_words(code: str) -> str:
    return _("Ada tanda yang tidak terbaca (%s), biasanya simbol dari Word. Hapus, lalu ketik gantinya.") % code


def awaited(field: forms.Field, when: str) -> forms.Field:
    """May be left for later, and says until when."""
    field.awaited = when  # type: ignore[attr-defined]  # reason: read by FieldView
    return field
