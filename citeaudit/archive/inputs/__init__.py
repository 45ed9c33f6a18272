"""The kinds of input, a module each: `units(path, options)` cuts it, `read(unit, options)` streams its documents."""
