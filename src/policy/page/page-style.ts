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
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f141b;
    --ink: #c9d3df;
    --strong: #f3f6f9;
    --muted: #94a1b2;
    --line: #263140;
    --accent: #a5a0ff;
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
ul { padding-left: 1.25rem; }
li { margin: 0.25rem 0; }
li::marker { color: var(--muted); }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.meta { margin: 0; color: var(--muted); font-size: 0.9375rem; }
.retired { padding: 0.75rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--accent); color: var(--strong); }
.number { color: var(--muted); font-weight: 500; font-variant-numeric: tabular-nums; margin-right: 0.375rem; }
.columns { display: grid; gap: 0 4rem; padding: 2.5rem 0 3rem; }
table { border-collapse: collapse; margin: 0 0 1.25rem; font-size: 0.9375rem; font-variant-numeric: tabular-nums; max-width: 100%; }
caption { caption-side: top; text-align: left; padding: 0 0 0.5rem; color: var(--strong); font-weight: 620; }
th, td { padding: 0.4375rem 1.25rem 0.4375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-weight: 500; }
tbody th { font-weight: 500; }
.languages { margin: 0.75rem 0 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.9375rem; }
.languages span { color: var(--strong); }
.columns nav { font-size: 0.9375rem; line-height: 1.4; margin-bottom: 2.5rem; }
nav p { margin: 0 0 0.625rem; color: var(--strong); font-weight: 620; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav li { margin: 0; padding: 0.3125rem 0; }
nav a { color: var(--muted); }
nav a:hover { color: var(--accent); }
main { max-width: 42rem; overflow-wrap: break-word; }
main > section { padding-bottom: 1.75rem; }
section { scroll-margin-top: 2rem; }
section section { margin: 1.25rem 0 0; padding-left: 1.25rem; border-left: 2px solid var(--line); }
:target > :first-child { color: var(--accent); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1.5rem; top: 1rem; }
footer { padding: 2rem 0 4rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.9375rem; }
footer p { margin: 0 0 0.25rem; }
@media (min-width: 60rem) {
  .columns { grid-template-columns: 13rem minmax(0, 1fr); padding-top: 3.5rem; }
  .columns nav { position: sticky; top: 2.5rem; align-self: start; max-height: calc(100vh - 5rem); overflow-y: auto; margin: 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --paper: #fff; --ink: #000; --strong: #000; --muted: #444; --line: #bbb; --accent: #000; }
  body { font-size: 10.5pt; line-height: 1.45; }
  .page { max-width: none; padding: 0; }
  header { padding: 0 0 1rem; }
  .columns { display: block; padding: 1.25rem 0; }
  nav, .skip { display: none; }
  main { max-width: none; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  section section, li { break-inside: avoid; }
}
`
