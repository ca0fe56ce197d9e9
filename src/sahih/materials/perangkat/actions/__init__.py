"""Every write about MUK: begin it, write it item by item, sign it in turn, show its keys."""

from sahih.materials.perangkat.actions.authoring import (
    ChangedMeanwhile,
    Picture,
    add_butir,
    drop_bagian,
    drop_butir,
    move_butir,
    name_muk,
    save_bagian,
    save_butir,
    stored_spec,
    write_lines,
)
from sahih.materials.perangkat.actions.opening import open_muk, replace_content, today

__all__ = (
    "ChangedMeanwhile",
    "Picture",
    "add_butir",
    "drop_bagian",
    "drop_butir",
    "move_butir",
    "name_muk",
    "open_muk",
    "replace_content",
    "save_bagian",
    "save_butir",
    "stored_spec",
    "today",
    "write_lines",
)
