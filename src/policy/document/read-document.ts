import { LineCounter, parseDocument, type YAMLError } from 'yaml'
import { convertDocument } from './convert-document.ts'
import type { DocumentNode } from './document-node.ts'
import type { Fault, FaultList, Place } from './fault-list.ts'
import { type BoundsFault, scanBounds, textBounds } from './scan-bounds.ts'
import { unprintable, unprintableFault } from './unprintable.ts'

/**
 * Reads YAML 1.2 into nodes with places; null where the text has no readable root. Every fault of
 * the text itself is told: syntax, size, depth, tags, duplicate keys, aliases without end.
 */
export function readDocument(text: string, faults: FaultList): DocumentNode | null {
  if (text.length > textBounds.characters) {
    faults.add(start, tooLarge(`The text is longer than ${textBounds.characters} characters.`))
    return null
  }
  const bounds = scanBounds(text)
  const lines = new LineCounter()
  const strange = unprintable.exec(text)
  if (strange !== null) {
    countLines(text, lines)
    faults.add(placeAt(lines, strange.index), unprintableFault)
    return null
  }
  if (bounds !== null) {
    countLines(text, lines)
    faults.add(placeAt(lines, bounds.offset), boundsFault(bounds.kind))
    return null
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    // at 'silent' further documents would be passed over
    logLevel: 'error',
  })
  for (const error of document.errors.slice(0, mostErrors)) faults.add(placeAt(lines, error.pos[0]), syntaxFault(error))
  return convertDocument({ document, text, lines, faults })
}

const mostErrors = 100

const start: Place = { line: 1, column: 1, path: '' }

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1), path: '' }
}

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0)
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) lines.addNewLine(index + 1)
}

function tooLarge(message: string): Fault {
  return {
    code: 'too_large',
    message,
    hint: 'Shorten the policy: a policy of a few thousand lines is well within the bounds.',
  }
}

function boundsFault(kind: BoundsFault['kind']): Fault {
  switch (kind) {
    case 'too_deep':
      return {
        code: 'too_deep',
        message: 'The text is nested too deeply.',
        hint: 'Move inner parts out, for example into named conditions.',
      }
    case 'too_large':
      return tooLarge('The text has too many parts.')
    case 'yaml_directive':
      return {
        code: 'yaml_directive',
        message: 'Lines that begin with % ask for another YAML.',
        hint: 'Remove the line: policies are YAML 1.2.',
      }
  }
}

function syntaxFault({ code, message }: YAMLError): Fault {
  if (code === 'MULTIPLE_DOCS') {
    return {
      code: 'multiple_documents',
      message: 'The text holds more than one YAML document.',
      hint: 'Remove the line `---` and publish each policy on its own.',
    }
  }
  return {
    code: 'yaml_syntax',
    message: `The YAML cannot be read: ${message.slice(0, 300)}`,
    hint:
      code === 'TAB_AS_INDENT'
        ? 'Indent with blanks, never with tabs.'
        : 'Check indentation, colons, brackets and quotes here and on the line above.',
  }
}
