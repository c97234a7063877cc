import { LineCounter, parseDocument } from 'yaml'
import { convertDocument } from './convert-document.ts'
import type { DocumentNode } from './document-node.ts'
import type { Fault, FaultList, Place } from './fault-list.ts'
import { type BoundsFault, scanBounds, textBounds } from './scan-bounds.ts'
import { syntaxFault } from './syntax-fault.ts'
import { unprintable, unprintableFault } from './unprintable.ts'

/**
 * Reads YAML 1.2 into nodes with places; null where the text has none, or cannot be read: that is told
 * alone, by its first place, since all that follows may be meant otherwise. Other faults of the text
 * itself (tags, duplicate keys) are told beside those of the policy.
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
  const [error] = document.errors
  if (error !== undefined) {
    const { offset, fault } = syntaxFault(error, text)
    faults.add(placeAt(lines, offset), fault)
    return null
  }
  return convertDocument({ document, text, lines, faults })
}

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
