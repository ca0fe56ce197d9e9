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
from sahih.materials.perangkat.actions.reading import keys_of, open_butir, see_keys

__all__ = (
    "ChangedMeanwhile",
    "Picture",
    "add_butir",
    "drop_bagian",
    "drop_butir",
    "keys_of",
    "move_butir",
    "name_muk",
    "open_butir",
    "open_muk",
    "replace_content",
    "save_bagian",
    "save_butir",
    "see_keys",
    "stored_spec",
    "today",
    "write_lines",
)
