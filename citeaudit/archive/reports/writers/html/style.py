"""How the page looks: the reader's own fonts, light or dark as the reader has it, and on paper."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1c1c1c; --faint: #5a5a5a; --line: #d0d0d0; --bar: #2f6f9f; --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --faint: #b0b0b0; --line: #444; --bar: #7db4dc; --page: #181818; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 0 auto; padding: 1rem;
  max-width: 75rem; }
h1 { font-size: 1.6rem; overflow-wrap: anywhere; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
a { color: var(--bar); } nav ul { columns: 3 14rem; padding-left: 1.2rem; }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 2px solid var(--bar); }
table { border-collapse: collapse; font-size: .92rem; }
caption { text-align: left; color: var(--faint); padding-bottom: .4rem; caption-side: top; }
th, td { text-align: left; vertical-align: top; padding: .25rem .7rem .25rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; min-width: 3rem; }
thead th { border-bottom: 2px solid var(--line); } tbody th { font-weight: 500; min-width: 9rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
svg { max-width: 100%; height: auto; display: block; margin: .5rem 0 1rem; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } svg rect { fill: var(--bar); }
@media print { nav { display: none; } section { break-inside: avoid-page; } }
"""
