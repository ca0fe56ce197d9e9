"""Every write about MUK: begin it, write it item by item, sign it in turn, show its keys, take it from a file or hand it out as one."""

from sahih.materials.perangkat.actions.authoring import (
    ChangedMeanwhile,
    Gone,
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
from sahih.materials.perangkat.actions.files import export_muk, forget_import, keep_import, open_import, take_import
from sahih.materials.perangkat.actions.opening import open_muk, replace_content, today
from sahih.materials.perangkat.actions.reading import keys_of, open_butir, read_items, see_keys
from sahih.materials.perangkat.actions.signing import (
    MapChanged,
    give_back_muk,
    present_muk,
    retire_muk,
    save_sheet,
    submit_muk,
    take_back_muk,
    validate_muk,
)

__all__ = (
    "ChangedMeanwhile",
    "Gone",
    "MapChanged",
    "Picture",
    "add_butir",
    "drop_bagian",
    "drop_butir",
    "export_muk",
    "forget_import",
    "give_back_muk",
    "keep_import",
    "keys_of",
    "move_butir",
    "name_muk",
    "open_butir",
    "open_import",
    "open_muk",
    "present_muk",
    "read_items",
    "replace_content",
    "retire_muk",
    "save_bagian",
    "save_butir",
    "save_sheet",
    "see_keys",
    "stored_spec",
    "submit_muk",
    "take_back_muk",
    "take_import",
    "today",
    "validate_muk",
    "write_lines",
)
