"""How the page looks: the reader's own fonts, light or dark as the reader has it, and on paper."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1c1c1c; --faint: #595959; --line: #d0d0d0; --page: #fff; --box: #f5f6f8;
  --link: #0b57a4; --bar: #2f6f9f; --error: #b3261e; --warning: #9a5b00; --note: #2f6f9f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --faint: #b0b0b0; --line: #444; --page: #181818; --box: #232426; --link: #8ab8ff;
    --bar: #7db4dc; --error: #ff8a80; --warning: #f0b35a; --note: #7db4dc; }
}
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 0 auto; padding: 1rem;
  max-width: 75rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; margin: .5rem 0 1rem; }
h2 { font-size: 1.25rem; margin: 0 0 .25rem; } a { color: var(--link); }
header > p, .note, figcaption { color: var(--faint); font-size: .92rem; max-width: 46rem; margin: .25rem 0 .6rem; }
.headlines { display: flex; flex-wrap: wrap; gap: .6rem; margin: 0 0 1rem; }
.headlines div { background: var(--box); border-left: 4px solid var(--line); padding: .5rem .9rem; min-width: 9rem;
  display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.headlines .is-error { border-color: var(--error); } .headlines .is-warning { border-color: var(--warning); }
.headlines .is-note { border-color: var(--note); }
.headlines dt { color: var(--faint); font-size: .92rem; }
.headlines dd { margin: 0; font-size: 1.6rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.headlines small { font-size: .85rem; font-weight: 400; color: var(--faint); }
nav { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0 1.5rem; padding: .6rem 0;
  border-block: 1px solid var(--line); }
nav p { font-weight: 600; margin: .3rem 0 0; } nav ul { list-style: none; padding: 0; margin: 0 0 .3rem; }
nav li { padding: .1rem 0; }
section { margin-top: 2.5rem; }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 2px solid var(--link); }
table { border-collapse: collapse; font-size: .92rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; } tbody th { font-weight: 500; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } thead .n { white-space: normal; }
thead .c { text-align: left; }
.s { white-space: nowrap; } .w { overflow-wrap: anywhere; min-width: 11rem; max-width: 34rem; }
svg rect { fill: var(--bar); } svg .is-error { fill: var(--error); } svg .is-warning { fill: var(--warning); }
.bar { width: 9rem; height: .75rem; margin-left: .6rem; vertical-align: -.05rem; }
figure { margin: .6rem 0; }
.columns { width: 100%; max-width: 46rem; height: 7rem; border-bottom: 1px solid var(--line); }
ol { padding-left: 2rem; max-width: 60rem; } ol > li { margin-bottom: 1rem; }
ol p { margin: 0 0 .2rem; font-weight: 500; }
ol dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 1rem; margin: 0; font-size: .92rem; }
ol dt { color: var(--faint); } ol dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  .bar { width: 4rem; } ol { padding-left: 1.4rem; } .headlines div { flex: 1 1 40%; min-width: 0; }
}
@media print {
  body { max-width: none; font-size: 11pt; } nav { display: none; } .wide { overflow: visible; }
  h2, .note { break-after: avoid; } tr, li, figure { break-inside: avoid; } thead { display: table-header-group; }
  .headlines div, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
