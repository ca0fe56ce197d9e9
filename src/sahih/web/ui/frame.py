"""The frame of a page: the LSP one works in, as what, and the places one may go."""

import dataclasses
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sahih.institution.accounts.queries import own_memberships
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.web.ui.parts import Link, Shell

if TYPE_CHECKING:
    from sahih.web.gate import ActorRequest, LspRequest

# What stands in the row of links: word, path under the LSP, rights or roles that open it.
_OFFICE: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Permohonan", "permohonan/", frozenset({"permohonan.read", "permohonan.review"})),
    ("Tagihan", "tagihan/", frozenset({"biaya.bill", "biaya.verify"})),
    ("Jadwal", "jadwal/", frozenset({"jadwal.plan", "asesmen.read"})),
    ("Surat", "surat/", frozenset({"jadwal.plan", "spt.sign", Role.ASESOR, Role.KEUANGAN})),
    ("Asesmen", "asesmen/", frozenset({Role.ASESOR, Role.PENYELIA})),
    ("Skema", "skema/", frozenset({"skema.manage"})),
    ("Rencana", "rencana/", frozenset({Role.ASESOR, Role.MANAJER_SERTIFIKASI})),
    ("MUK", "muk/", frozenset({Role.ASESOR, Role.MANAJER_SERTIFIKASI, Role.MANAJER_MUTU, Role.KETUA})),
    ("Kaji ulang", "kaji-ulang/", frozenset({Role.PENYELIA, "keputusan.prepare"})),
    ("Rapat", "rapat/", frozenset({"keputusan.prepare", "keputusan.read"})),
    ("Komite", "komite/", frozenset({Role.KOMITE})),
    ("Penetapan", "pimpinan/", frozenset({"spt.sign", "keputusan.sign"})),
    (
        "Sertifikat",
        "sertifikat/",
        frozenset({"sertifikat.request", "sertifikat.numbers", "sertifikat.issue", "sertifikat.status"}),
    ),
    ("Banding", "banding/", frozenset({"banding.handle"})),
    ("SOP", "sop/", frozenset({"asesmen.read", "keputusan.read", Role.KOMITE, Role.BNSP_OBSERVER})),
    ("Perbaikan", "perbaikan/", frozenset({"mutu.improve"})),
    ("Perusahaan", "perusahaan/", frozenset({Role.PERUSAHAAN})),
    (
        "Pengaturan",
        "pengaturan/",
        frozenset({"lsp.configure", "people.manage", "people.read", "skema.manage", "permohonan.invite", "audit.read"}),
    ),
)
# As many as a screen of 1280 px holds beside the name of the LSP; the last one then opens the others.
IN_SIGHT = 8
_UNDER_SETTINGS = ("pengaturan/", "personel/")


def lsp_shell(request: "LspRequest") -> Shell:
    """The frame of a page under /l/<slug>/."""
    base = f"/l/{request.lsp.slug}/"
    rest = request.path.removeprefix(base)
    nav, more = parted(lsp_nav(request.actor, base, rest))
    return Shell(
        nav=nav,
        more=more,
        place=request.lsp.name,
        role=role_words(request.actor),
        places=places_of(request, base),
        person=request.user.person.name,
    )


def lsp_nav(actor: Actor, base: str, rest: str) -> list[Link]:
    """The task list, then every list that a right or role of this actor opens."""
    held = actor.roles | actor.rights
    links = [] if held == {Role.PERUSAHAAN} else [Link(_("Tugas"), f"{base}kerja/", rest.startswith("kerja/"))]
    links += [Link(word, base + path, _is_within(rest, path)) for word, path, keys in _OFFICE if held & keys]
    return links


def parted(links: list[Link]) -> tuple[list[Link], list[Link]]:
    """What stands in the row, and what opens beneath its last word."""
    count = len(links) if len(links) <= IN_SIGHT else IN_SIGHT - 1
    return links[:count], links[count:]


def _is_within(rest: str, path: str) -> bool:
    return rest.startswith(_UNDER_SETTINGS if path == "pengaturan/" else path)


def role_words(actor: Actor) -> str:
    """Admin LSP, Asesor: in the order in which the roles are listed."""
    return ", ".join(str(role.label) for role in Role if role in actor.roles)


def personal_shell(request: "ActorRequest") -> Shell:
    """The frame of a page under /saya/."""
    return Shell(
        place=_("Berkas saya"), role=_("Pribadi"), places=places_of(request, "/saya/"), person=request.user.person.name
    )


def places_of(request: "ActorRequest", here: str) -> list[Link]:
    """Each LSP once, with what one is there, and the person's own papers."""
    assert request.actor.person_id is not None
    words: dict[tuple[str, str], list[str]] = {}
    for row in own_memberships(request.actor.person_id, day=local_date(now())):
        if row.role != Role.ASESI:
            address = f"/l/{row.lsp.slug}/" + _home_of(row.role)
            words.setdefault((row.lsp.name, address), []).append(str(Role(row.role).label))
    links = [Link(name, href, href.startswith(here), note=", ".join(roles)) for (name, href), roles in words.items()]
    return [*links, Link(_("Berkas saya"), "/saya/", is_current=here == "/saya/", note=_("Permohonan dan sertifikat"))]


def opening_page(person_id: int) -> str:
    """Where a log-in leads: each role opens on what waits for it; whoever has cases or two houses, on their own page."""
    rows = own_memberships(person_id, day=local_date(now()))
    doors = {f"/l/{row.lsp.slug}/{_home_of(row.role)}" for row in rows}
    is_asesi = any(row.role == Role.ASESI for row in rows)
    return doors.pop() if len(doors) == 1 and not is_asesi else "/saya/"


def _home_of(role: str) -> str:
    return "perusahaan/" if role == Role.PERUSAHAAN else "kerja/"


def mark_trial(request: "ActorRequest", *, is_trial: bool) -> None:
    """Say in the frame that the case on this page is a rehearsal (L11)."""
    if is_trial and getattr(request, "shell", None):
        words = _("Uji coba: tidak ada sertifikat di sini yang berlaku.")
        request.shell = dataclasses.replace(request.shell, trial=words)
