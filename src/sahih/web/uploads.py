"""Files as they come from a phone: one at a time, and never more than the limit."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sahih.kernel.policy import Refused


def first_file(request: HttpRequest, name: str) -> tuple[bytes, str]:
    """Bytes and name of a posted file; no more is read than one byte past the limit, which its inspection refuses."""
    file = request.FILES.get(name)
    if file is None:
        raise Refused(_("Pilih berkasnya dulu."))
    limit = settings.SAHIH_UPLOAD_LIMIT_MB * 1024 * 1024
    if file.size and file.size > limit:
        raise Refused(
            _("Berkas ini %(size)d MB; paling besar %(limit)d MB. Foto ulang dengan ukuran lebih kecil.")
            % {"size": file.size // 1024 // 1024, "limit": settings.SAHIH_UPLOAD_LIMIT_MB}
        )
    return file.read(), str(file.name)
