"""A rehearsal: an invented LSP, its people, and the road they walk through the same actions as the pages (L13)."""

from sahih.process.contoh.bibit import seed

__all__ = ("seed",)
