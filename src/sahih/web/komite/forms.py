"""One explicit vote."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

CHOICES = [("K", gettext_lazy("K – Kompeten")), ("BK", gettext_lazy("BK – Belum Kompeten"))]


class VoteForm(forms.Form):
    """No answer is set beforehand: not choosing is not a vote (D6)."""

    vote = forms.ChoiceField(
        label=gettext_lazy("Suara Anda"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih K atau BK; tidak memilih bukan suara.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Wajib bila berbeda dari rekomendasi asesor. Untuk BK, sebut unit dan bukti yang kurang; asesi membacanya."
        ),
    )

    def __init__(self, *args: Any, recommendation: str, **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.recommendation = recommendation
