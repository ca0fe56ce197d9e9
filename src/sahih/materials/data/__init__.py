"""Skema collected from public sources, carried with the package."""

from importlib.resources import files


def skema_bytes(name: str) -> bytes:
    """The file of one carried skema, such as `petugas_k3`."""
    return (files(__name__) / f"{name}.yaml").read_bytes()
