"""The boxes under a printed sheet: who signed on the screen, whose hand signed on paper, and what is still open."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sahih.documents.content import Content, PrintedSignature
from sahih.documents.kertas import paper_of
from sahih.documents.qr import qr_svg
from sahih.documents.sheets import KONFIRMASI
from sahih.documents.vocabulary import Formulir, Signature

Printed = dict[str, Any]  # Any: JSON that the template reads


def signature_boxes(formulir: Formulir, content: Content, signatures: Sequence[PrintedSignature]) -> list[Printed]:
    """Return the boxes in the order of the paper; a copy of a paper sheet ends with who compared it."""
    places = sorted(formulir.signatures, key=lambda one: one.place)
    signed = [*signatures, *on_paper(formulir, content)]
    return [one for box in places for one in signature_data(box, signed)] + confirmation_data(content, signatures)


def signature_data(box: Signature, signatures: Sequence[PrintedSignature]) -> list[Printed]:
    """Return a box per signer of the role, as for a second asesor, or one that is still open."""
    signed = [one for one in signatures if one.role == box.role] or [PrintedSignature(box.role, "")]
    return [asdict(box) | asdict(one) | {"qr": qr_svg(one.qr_url) if one.qr_url else ""} for one in signed]


def on_paper(formulir: Formulir, content: Content) -> list[PrintedSignature]:
    """Whose hand signed the paper: the copy says so in each box and bears no electronic signature of theirs."""
    if paper_of(content) is None:
        return []
    return [
        PrintedSignature(box.role, *who, at="Ditandatangani di kertas")
        for box in formulir.signatures
        for who in people_of(box.role, content)
    ]


def people_of(role: str, content: Content) -> list[tuple[str, str]]:
    """The names that the identity table gives to a role."""
    header: dict[str, Any] = dict(content["header"])  # reason: JSON of a `Header`
    if role == "asesor":
        return [(one["nama"], one["reg"]) for one in header["asesor"]]
    return [(str(header.get(role, "")), "")]


def confirmation_data(content: Content, signatures: Sequence[PrintedSignature]) -> list[Printed]:
    """The one electronic act under a copy: whoever compared it with the scan."""
    if paper_of(content) is None:
        return []
    return signature_data(Signature(KONFIRMASI, "Dikonfirmasi terhadap pindaian oleh :"), signatures)


def copy_words(content: Content) -> str:
    paper = paper_of(content)
    if paper is None:
        return ""
    return (
        "Salinan isian dari lembar kertas; aslinya bertanda tangan basah. "
        f"Pindaian {paper.pages} halaman, sha256 {paper.sha256}. Dientri oleh {paper.typed_by}."
    )
