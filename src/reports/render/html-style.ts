/** The look of a report on screen and on A4. No file, no font and no script from elsewhere. */
export const htmlStyle = `
:root { --ink: #1c2024; --muted: #6b7280; --line: #c9c9c3; --accent: #1f5fbf; --paper: #fff; --desk: #fbfbf9; color-scheme: light }
* { box-sizing: border-box }
html { background: var(--desk) }
body { margin: 0; color: var(--ink); font: 16px/1.75 "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; font-variant-numeric: tabular-nums }
main { max-width: 210mm; margin: 0 auto; padding: 20mm 24mm; background: var(--paper) }
h1 { margin: .6em 0 .3em; font-size: 28px; line-height: 1.4; text-align: center; text-wrap: balance }
h2, h3, h4 { margin: 1.2em 0 .4em; font-size: 16px; font-weight: 700; break-after: avoid }
h2 { font-size: 18px }
h4 { font-weight: 500 }
p { margin: .4em 0 }
:lang(zh) p.body { text-indent: 2em }
:lang(zh) p.body:not(:has(.figure)) { text-align: justify }
.number, .period, .demo { text-align: center }
.demo { padding: .3em 1em; border: 1px dashed var(--muted); color: var(--muted); font-size: 13px }
.signature { margin: 3em 2em 1.5em; text-align: right }
.note { color: var(--muted); font-size: 13px; overflow-wrap: anywhere }
a { color: var(--accent) }
a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.figure { text-indent: 0; white-space: nowrap }
.figure sup { margin-left: .1em; font-size: .62em; line-height: 0 }
.figure sup a { text-decoration: none }
.inferred { font-style: italic; text-decoration: underline dotted }
.withdrawn { text-decoration: line-through }
:target { background: #fff3c4 }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
figure { margin: 1em 0 }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.5 }
caption { padding: .4em; font-weight: 700 }
th, td { padding: .25em .4em; border: 1px solid var(--line); text-align: left; vertical-align: top }
thead th { background: #f2f2ee; font-weight: 700; vertical-align: middle }
.right { text-align: right }
.center { text-align: center }
.index { font-size: 12px; overflow-wrap: anywhere }
.index th[scope=row] { white-space: nowrap; font-weight: 500 }
.index .open { font-size: 11px }
.index ul { margin: 0; padding-left: 1em }
@media (max-width: 640px) { main { padding: 16px } .signature { margin-right: 0 } th, td { min-width: 5em } }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font-size: 14pt } }
@media print {
  html { background: none }
  main { max-width: none; padding: 0 }
  body { font-size: 16pt; line-height: 29pt }
  h1 { font-size: 22pt }
  h2, h3, h4 { font-size: 16pt }
  table, .note, .demo { font-size: 10pt; line-height: 1.5 }
  .index { font-size: 8pt }
  .index .open { display: none }
  .new-page { break-before: page }
  .scroll { overflow: visible }
  table { width: calc(100% - 1px) }
  thead { display: table-header-group }
  caption, thead, tbody tr:first-child { break-after: avoid }
  tr { break-inside: avoid }
  a { color: inherit; text-decoration: none }
  .figure sup a { color: var(--accent) }
}
`
