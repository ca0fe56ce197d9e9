"""Surat: the letters of the LSP, for whoever drafts, fills, signs or receives one."""
