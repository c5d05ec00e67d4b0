"""How pages and pictures look, on a screen, on a phone and on paper.

In: nothing. Out: the style that every page carries. Each colour of a text has a contrast of at
least 4.5 to 1 to what is behind it, and none says anything that no word says.
"""

from typing import Final

STYLE: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 16px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
  system-ui, sans-serif; color: #1b1f24; background: #fff; margin: 0 auto; max-width: 64rem;
  padding: 1rem 1rem 3rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0.5rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; border-bottom: 2px solid #1f5fa8; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 0.4rem; }
p, ul, ol, dl { margin: 0.5rem 0; }
a { color: #14508f; }
a:focus-visible, .wide:focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; }
nav a[aria-current] { color: #1b1f24; font-weight: 600; text-decoration: none; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.wide { overflow-x: auto; margin: 0.5rem 0 1.2rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
th, td { border: 1px solid #aab2bd; padding: 0.3rem 0.55rem; text-align: left;
  vertical-align: top; min-width: 4.5em; }
thead th { background: #e9eff6; }
tbody th { font-weight: 500; }
.money { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead th { white-space: nowrap; }
.clauses { white-space: nowrap; }
td > div + div { margin-top: 0.45rem; }
td p, td ul, th p { margin: 0 0 0.25rem; }
td ul { padding-left: 1.1rem; }
code, pre { font-family: "Noto Sans Mono CJK SC", ui-monospace, monospace; font-size: 0.9em;
  white-space: pre-wrap; }
pre { background: #f4f6f8; padding: 0.5rem 0.7rem; margin: 0.4rem 0; }
dl { display: grid; grid-template-columns: minmax(6em, max-content) 1fr; gap: 0.15rem 1rem; }
dt { color: #4a5560; } dd { margin: 0; }
.small { font-size: 0.86rem; color: #4a5560; }
.own { font-size: 1.2rem; font-weight: 700; }
.note { border-left: 4px solid #b35900; background: #fff6eb; padding: 0.4rem 0.8rem; }
.old { background: #fdf0ee; } .new { background: #eef8ee; }
footer { margin-top: 2.5rem; border-top: 1px solid #aab2bd; padding-top: 0.5rem; }
article + article { border-top: 4px double #aab2bd; margin-top: 3rem; padding-top: 1rem; }
figure { margin: 0.8rem 0; }
svg { display: block; width: 100%; max-width: 34rem; height: auto; font-family: inherit; }
svg text { font-size: 13px; fill: #1b1f24; } svg .amount { text-anchor: end; font-weight: 600; }
svg .clause { font-size: 11px; fill: #4a5560; }
svg .whole { fill: #5b6b7b; } svg .less { fill: #2f7d4f; } svg .rest { fill: #b3541e; }
svg .ground { fill: #eef1f4; } svg .curve { fill: none; stroke: #b3541e; stroke-width: 2; }
svg .axis { stroke: #5b6b7b; stroke-width: 1; } svg .grid { stroke: #d5dbe1; stroke-width: 1; }
svg .mark { stroke: #5b6b7b; stroke-width: 1; stroke-dasharray: 3 3; }
svg .end { text-anchor: end; } svg .middle { text-anchor: middle; }
@media (max-width: 40rem) {
  body { font-size: 15px; padding: 0.6rem 0.7rem 2rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.3rem; }
  th, td { padding: 0.25rem 0.35rem; font-size: 0.92rem; min-width: 3.2em; }
}
@media print {
  @page { size: A4; margin: 18mm 15mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav, .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  .wide { overflow: visible; }
  h2, h3, caption { break-after: avoid; }
  tr, figure, .note { break-inside: avoid; }
  thead { display: table-header-group; }
  article + article, .chapter + .chapter { break-before: page; border: none; }
  svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
