import { saveFile } from '../parts/save-file.ts'

/** Saves lines of cells, the first of them the head, as a CSV file with this name. */
export function saveCsv(name: string, lines: readonly (readonly string[])[]): void {
  const text = lines.map((line) => line.map(csvCell).join(',')).join('\r\n')
  saveFile(new Blob([`${text}\r\n`], { type: 'text/csv' }), `${name}.csv`)
}

/** Quoted where need be; what a spreadsheet would run as a formula has an apostrophe in front. */
function csvCell(text: string): string {
  const safe = /^[=+@\t]|^-\D/u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
