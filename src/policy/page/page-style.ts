/** The page's own style sheet: no font, image or script from elsewhere; light and dark; good on paper. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fff;
  --ink: #1f2937;
  --strong: #0a2540;
  --muted: #5b6778;
  --line: #e3e8ee;
  --accent: #4b45d6;
  --tint: #f5f6fa;
  --come: #0b6b3a;
  --come-tint: #e5f5ec;
  --gone: #a3262a;
  --gone-tint: #fbeaea;
  --warn: #8a5a00;
  --warn-tint: #fdf5e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f141b;
    --ink: #c9d3df;
    --strong: #f3f6f9;
    --muted: #94a1b2;
    --line: #263140;
    --accent: #a5a0ff;
    --tint: #171e28;
    --come: #7fd6a4;
    --come-tint: #12291d;
    --gone: #f0a0a2;
    --gone-tint: #321a1c;
    --warn: #edc46a;
    --warn-tint: #2b2312;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.65 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.page { max-width: 66rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding: 4.5rem 0 2.5rem; border-bottom: 1px solid var(--line); }
h1, h2, h3, h4, h5, h6 { color: var(--strong); line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 0.75rem; font-size: clamp(2rem, 5vw, 2.75rem); font-weight: 650; letter-spacing: -0.022em; }
h2 { margin: 0 0 0.75rem; font-size: 1.375rem; font-weight: 620; letter-spacing: -0.012em; }
h3, h4, h5, h6 { margin: 0 0 0.375rem; font-size: 1.0625rem; font-weight: 620; }
p, ul { margin: 0 0 0.875rem; }
ul { padding-inline-start: 1.25rem; }
li { margin: 0.25rem 0; }
li::marker { color: var(--muted); }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.meta { margin: 0; color: var(--muted); font-size: 0.9375rem; }
.standing { max-width: 42rem; margin: 1.5rem 0 0; padding: 0.875rem 1.125rem; border-inline-start: 4px solid var(--warn); border-radius: 0.25rem; background: var(--warn-tint); color: var(--strong); }
.standing a { font-weight: 600; white-space: nowrap; }
.number { color: var(--muted); font-weight: 500; font-variant-numeric: tabular-nums; margin-inline-end: 0.375rem; }
.columns, .column { padding: 2.5rem 0 3rem; }
.columns { display: grid; gap: 0 4rem; }
table { border-collapse: collapse; margin: 0 0 1.25rem; font-size: 0.9375rem; font-variant-numeric: tabular-nums; max-width: 100%; }
caption { caption-side: top; text-align: start; padding: 0 0 0.5rem; color: var(--strong); font-weight: 620; }
th, td { padding-block: 0.4375rem; padding-inline: 0 1.25rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--muted); font-weight: 500; }
tbody th { font-weight: 500; }
.languages { margin: 0.75rem 0 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.9375rem; }
.languages span { color: var(--strong); }
.contents { font-size: 0.9375rem; line-height: 1.4; margin-bottom: 2.5rem; }
.contents p { margin: 0 0 0.625rem; color: var(--strong); font-weight: 620; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents li { margin: 0; padding: 0.3125rem 0; }
.contents a { color: var(--muted); }
.contents a:hover { color: var(--accent); }
main { max-width: 42rem; overflow-wrap: break-word; }
main > section { padding-bottom: 1.75rem; }
section { scroll-margin-top: 2rem; }
section section { margin: 1.25rem 0 0; padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--line); }
#changes { margin-top: 1rem; padding-top: 2rem; border-top: 1px solid var(--line); }
section:target > :first-child, li:target h2 { color: var(--accent); }
.tag { display: inline-block; padding: 0.0625rem 0.5rem; border-radius: 1rem; background: var(--tint); color: var(--muted); font-size: 0.8125rem; font-weight: 600; letter-spacing: 0; vertical-align: 0.1em; white-space: nowrap; }
.tag.added { background: var(--come-tint); color: var(--come); }
.tag.removed { background: var(--gone-tint); color: var(--gone); }
.tag.changed, .tag.reworded { background: var(--warn-tint); color: var(--warn); }
.changes { list-style: none; margin: 1rem 0; padding: 0; }
.changes li { margin: 0 0 1rem; }
.change { margin: 0 0 0.375rem; color: var(--strong); font-weight: 500; }
.change .tag { margin-inline-end: 0.375rem; }
.was { color: var(--muted); font-weight: 400; }
.words { margin: 0 0 0.5rem; padding: 0.625rem 0.875rem; border-radius: 0.375rem; background: var(--tint); font-size: 0.9375rem; line-height: 1.6; white-space: pre-line; }
ins { background: var(--come-tint); color: var(--come); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
del { background: var(--gone-tint); color: var(--gone); text-decoration: line-through; }
del + ins { margin-inline-start: 0.25em; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.versions { list-style: none; margin: 0; padding: 0; border-inline-start: 2px solid var(--line); }
.versions > li { position: relative; margin: 0; padding: 0 0 2.25rem; padding-inline-start: 1.75rem; scroll-margin-top: 1.5rem; }
.versions > li::before { content: ""; position: absolute; inset-inline-start: -0.4375rem; top: 0.5rem; width: 0.75rem; height: 0.75rem; border: 2px solid var(--paper); border-radius: 50%; background: var(--accent); }
.versions > li:last-child { padding-bottom: 0; }
.versions .meta { margin-bottom: 0.625rem; }
.versions h2 { margin: 0 0 0.125rem; }
.pages { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
.digest { font-size: 0.8125rem; overflow-wrap: anywhere; }
pre { margin: 0 0 1rem; padding: 0.75rem 1rem; border-radius: 0.375rem; background: var(--tint); font-size: 0.75rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
.quoted { padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--line); }
td { overflow-wrap: anywhere; }
.steps td { overflow-wrap: normal; }
th time, .kind { white-space: nowrap; }
td code { overflow-wrap: anywhere; font-size: 0.875em; }
pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1.5rem; top: 1rem; }
footer { padding: 2rem 0 4rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.9375rem; }
footer p { margin: 0 0 0.25rem; }
@media (min-width: 60rem) {
  .columns { grid-template-columns: 13rem minmax(0, 1fr); padding-top: 3.5rem; }
  .contents { position: sticky; top: 2.5rem; align-self: start; max-height: calc(100vh - 5rem); overflow-y: auto; margin: 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --paper: #fff; --ink: #000; --strong: #000; --muted: #444; --line: #bbb; --accent: #000; --warn: #000; }
  body { font-size: 10.5pt; line-height: 1.45; }
  .page { max-width: none; padding: 0; }
  header { padding: 0 0 1rem; }
  .columns { display: block; padding: 1.25rem 0; }
  nav, .skip { display: none; }
  main { max-width: none; }
  ins, del, .tag, .words, .standing { background: none; color: #000; }
  .words, .standing { border: 1px solid var(--line); }
  .versions article, .changes li { break-inside: avoid; }
  a { text-decoration: underline; }
  code, pre { font-size: 7.5pt; }
  pre { background: none; border: 1px solid var(--line); }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  section section, li { break-inside: avoid; }
}
`
