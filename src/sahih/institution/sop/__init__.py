"""The SOP on screen, and how an LSP's own SOP numbers the same steps."""
