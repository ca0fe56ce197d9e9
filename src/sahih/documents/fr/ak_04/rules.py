"""What FR.AK.04 takes from elsewhere."""

from sahih.documents.content import Content, Value


def derive(content: Content) -> dict[str, Value]:
    """Name the scheme that was decided on, so that nobody appeals against another one."""
    return {"skema": str(content["header"]["skema_judul"]), "nomor_skema": str(content["header"]["skema_nomor"])}
