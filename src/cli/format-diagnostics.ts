import type { Diagnostic, Position } from '../problems/diagnostic.ts'
import { counted } from './counted.ts'
import type { PolicySource } from './read-policy.ts'
import { paint } from './terminal.ts'

/** Diagnostics for people: `file:line:column severity code message`, and below it how to mend it. */
export function formatDiagnostics(
  source: Pick<PolicySource, 'placeOf'>,
  diagnostics: readonly Diagnostic[],
  color: boolean,
): string {
  return diagnostics
    .map(({ line, column, severity, code, message, hint }) => {
      const place = paint(color, 'bold', writtenPlace(source, { line, column }))
      const kind = paint(color, severity === 'error' ? 'red' : 'yellow', `${severity} ${code}`)
      return `${place} ${kind} ${message}\n${hint === '' ? '' : paint(color, 'dim', `    ${hint}`).concat('\n')}`
    })
    .join('')
}

/** `file:line:column` of a place in the text. */
export function writtenPlace({ placeOf }: Pick<PolicySource, 'placeOf'>, { line, column }: Position): string {
  const place = placeOf(line)
  return `${place.file}:${place.line}:${column}`
}

/** A diagnostic with the file that it stands in, and its line there. */
export function placedIn({ placeOf }: Pick<PolicySource, 'placeOf'>): (diagnostic: Diagnostic) => object {
  return (diagnostic) => ({ ...diagnostic, ...placeOf(diagnostic.line) })
}

/** Where to read more about the first of the diagnostics; nothing where there are none. */
export function explainHint([first]: readonly Diagnostic[]): string {
  return first === undefined ? '' : `What a fault means, with an example: refund-policy explain ${first.code}\n`
}

/** "2 errors, 1 warning". */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  return `${counted(errors, 'error')}, ${counted(diagnostics.length - errors, 'warning')}`
}
