"""The SOP on screen: one asesi, one schedule, and the LSP's own numbering."""
