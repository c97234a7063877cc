import type { Table } from '../model/policy.ts'
import { escapeHtml } from './escape-html.ts'
import { type TableStyle, tableRows } from './table-rows.ts'

/** A whole table for people: edges and keys in words, numbers with their unit. */
export function tableHtml(table: Table, style: TableStyle): string {
  const title = table.display?.title.get(style.language)
  const { heads, rows } = tableRows(table, style)
  return [
    '<table class="steps">',
    ...(title === undefined ? [] : [`<caption>${escapeHtml(title)}</caption>`]),
    ...(heads.every((head) => head === '') ? [] : [`<thead><tr>${heads.map(headHtml).join('')}</tr></thead>`]),
    '<tbody>',
    ...rows.map(
      ({ head, cells }) => `<tr><th scope="row">${escapeHtml(head)}</th>${cells.map(cellHtml).join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
  ].join('\n')
}

function headHtml(text: string): string {
  return text === '' ? '<td></td>' : `<th scope="col">${escapeHtml(text)}</th>`
}

function cellHtml(text: string): string {
  return `<td>${escapeHtml(text)}</td>`
}
