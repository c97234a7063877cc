import { canonicalJson } from '../fingerprint/canonical-json.ts'
import { Problem } from '../problems/problem.ts'

type JsonObject = { readonly [name: string]: unknown }

/**
 * Reads the canonical JSON object of a text that a driver stored. Text that is not exactly what was written is a
 * Problem `store_damaged` that names the place.
 */
export function readStoredJson(text: unknown, place: string): JsonObject {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isAsWritten(value, text)) {
    throw damagedPlace(place)
  }
  return value as JsonObject
}

/** The Problem for a row or document that cannot be what was written there. */
export function damagedPlace(place: string): Problem {
  return new Problem('store_damaged', `The store is damaged: ${place} is not as it was written.`)
}

function parse(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** `JSON.stringify` is ten times as fast and differs from the canonical form only where a name is a number. */
function isAsWritten(value: object, text: unknown): boolean {
  return JSON.stringify(value) === text || canonicalJson(value) === text
}
