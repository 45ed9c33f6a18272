"""The formats of reports, a module each: `write(report, out, width, color)`."""
