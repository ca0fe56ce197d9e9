"""Skema collected from public sources, carried with the package."""

from importlib.resources import files

# The five schemes of LSP Katiga Pass (its SOP, section 6): one whole, one in part, three of which only the title is public.
KATIGA = ("ahli_k3_umum", "petugas_k3", "pengawasan_k3_migas", "investigasi_insiden", "pelaksanaan_k3_laboratorium")


def skema_bytes(name: str) -> bytes:
    """The file of one carried skema, such as `petugas_k3`, or of a template to begin from, such as `templat_skema`."""
    return (files(__name__) / f"{name}.yaml").read_bytes()
