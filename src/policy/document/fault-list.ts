import { compareDiagnostics, type Diagnostic, type Position, type Severity } from '../../problems/diagnostic.ts'
import type { DiagnosticCode } from '../diagnostics/diagnostic-pages.ts'
import { type DocumentNode, type MapEntry, pointerOf, pointerSegment } from './document-node.ts'

/** What is wrong, by a stable code and in words, and how to mend it. */
export interface Fault {
  readonly code: DiagnosticCode
  readonly message: string
  readonly hint: string
}

/** Where a fault stands, and the JSON pointer to it. */
export interface Place extends Position {
  readonly path: string
}

/** Collects the faults of one text, each told once per place and code; bounded. */
export interface FaultList {
  add(at: DocumentNode | Place, fault: Fault, severity?: Severity): void
  /** Whether an error was added. */
  failed(): boolean
  /** By place. Warnings only where there is no error: what is still to be mended may be what they are about. */
  sorted(): readonly Diagnostic[]
}

const mostFaults = 500

/** An empty list; an error beyond its bound is not kept, but counts. */
export function createFaultList(): FaultList {
  const found = new Map<string, Diagnostic>()
  let errors = 0
  return {
    add(at, fault, severity = 'error') {
      if (severity === 'error') errors += 1
      if (found.size >= mostFaults) return
      const { line, column, path } = 'kind' in at ? placeOf(at) : at
      const key = `${line}:${column}:${fault.code}:${fault.message}`
      if (!found.has(key)) found.set(key, { ...fault, severity, path, line, column })
    },
    failed: () => errors > 0,
    sorted: () =>
      [...found.values()].filter(({ severity }) => errors === 0 || severity === 'error').sort(compareDiagnostics),
  }
}

/** The place at which a node begins. */
export function placeOf(node: DocumentNode): Place {
  return { line: node.line, column: node.column, path: pointerOf(node) }
}

/** The place of a key in a map. */
export function keyPlace(map: DocumentNode, name: string, entry: MapEntry): Place {
  return { ...entry.key, path: pointerOf(map) + pointerSegment(name) }
}

/** A name as it is quoted in messages, cut where it is long. */
export function quote(name: string): string {
  return JSON.stringify(name.length <= 80 ? name : `${name.slice(0, 80)}...`)
}

/**
 * Called where a part could not be read: its fault was told before, there or where it is declared. If
 * none was, the part itself is the fault, so that no policy is ever made with a part left out.
 */
export function tellIncomplete(node: DocumentNode, faults: FaultList): void {
  if (faults.failed()) return
  faults.add(node, {
    code: 'incomplete',
    message: 'This part cannot be read.',
    hint: 'Compare it with the description of the form.',
  })
}
