"""Papers that come with the sheet itself, each at the requirement it proves."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.text import Truncator

from sahih.documents.content import Choice, Content, Context
from sahih.documents.filling import slots
from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of
from sahih.documents.vocabulary import Problem
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.process.permohonan.actions import add_bukti
from sahih.process.permohonan.models import Bukti, Permohonan
from sahih.web.gate import ActorRequest
from sahih.web.sheets import posted_lists
from sahih.web.uploads import first_file

PREFIX = "unggah:"
SOURCE = "berkas"
LONGEST_LABEL = 80


@dataclass(frozen=True)
class Taken:
    """What was posted, each new paper already named at its field, and what became of those that could not be taken."""

    posted: dict[str, list[str]]
    problems: Sequence[Problem] = field(default=())


def taking_files(context: Context, papers: Sequence[Bukti]) -> Context:
    """The same facts for the page: new files may come at each requirement, and those there show their size."""
    notes = {one.ref: size_words(one.file.size) for one in papers}
    choices = [_with_note(one, notes) for one in context.choices[SOURCE]]
    return replace(context, choices={**context.choices, SOURCE: choices}, uploads=frozenset({SOURCE}))


def _with_note(choice: Choice, notes: dict[str, str]) -> Choice:
    return replace(choice, note=f"· {notes[choice.value]}" if choice.value in notes else "")


def size_words(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",") if size >= 100_000 else f"{max(1, size // 1024)} kB"


def take_papers(request: ActorRequest, case: Permohonan, sheet: Lembar) -> Taken:
    """Keep every file that came at a field; a bad one costs nothing but itself."""
    posted, problems = posted_lists(request), list[Problem]()
    content = content_of(sheet)
    for path, stored in _paper_fields(sheet, content).items():
        if f"{PREFIX}{path}" not in request.FILES:
            if request.POST.get("unggah") == path:
                problems.append(Problem(path, str(_refusal(request, path))))
            continue
        try:
            ref = _add(request, case, path, label=_label_at(content, path))
        except Refused as refusal:
            problems.append(Problem(path, str(refusal.reason)))
        else:
            posted[path] = [*posted.get(path, stored), ref]
    return Taken(posted, problems)


def _refusal(request: ActorRequest, path: str) -> str:
    try:
        first_file(request, f"{PREFIX}{path}")
    except Refused as refusal:
        return str(refusal.reason)
    return ""


def _paper_fields(sheet: Lembar, content: Content) -> dict[str, list[str]]:
    """The asesi's fields for files, with what they name already."""
    found = (slot for slot in slots(FORMS[sheet.code], content) if slot.field.kind == "files")
    return {slot.path: list(slot.value) if isinstance(slot.value, list) else [] for slot in found if slot.field.by == "asesi"}  # fmt: skip


def _label_at(content: Content, path: str) -> str:
    """The words of the requirement or the elemen, so that the paper is known again elsewhere."""
    source, key = [*path.split("/"), ""][:2]
    row = next((one for one in content["rows"].get(source, []) if one["key"] == key), None)
    cells = row["cells"] if row else {}
    return Truncator(cells.get("syarat") or cells.get("elemen", "")).chars(LONGEST_LABEL)


def _add(request: ActorRequest, case: Permohonan, path: str, *, label: str) -> str:
    content, name = first_file(request, f"{PREFIX}{path}")
    return add_bukti(case, content, name=name, label=label, actor=request.actor, at=now()).ref
