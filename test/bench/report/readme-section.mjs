const begin = '<!-- bench: written by npm run bench -- --write -->'
const end = '<!-- bench: end -->'

/** The document with the table between its markers replaced; an error where it has no markers. */
export function withBenchTable(document, markdown) {
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)]
  if (start === -1 || stop < start) throw new Error(`README.md lacks ${begin} or ${end}`)
  return `${document.slice(0, start + begin.length)}\n\n${markdown}\n\n${document.slice(stop)}`
}
