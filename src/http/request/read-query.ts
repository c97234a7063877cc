import { type RequestFault, requestFaults } from './request-fault.ts'

/**
 * The query parameters of a request target, each with its values in their order. A wrong
 * percent-encoding is a Problem invalid_request.
 */
export function readQuery(target: string): ReadonlyMap<string, readonly string[]> {
  const start = target.indexOf('?')
  if (start === -1) return none
  const values = new Map<string, readonly string[]>()
  const faults: RequestFault[] = []
  const pairs = target.slice(start + 1).split('&')
  for (const pair of pairs.filter((text) => text !== '')) {
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals))
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1))
    if (name === undefined || value === undefined) {
      faults.push({ parameter: shorten(name ?? pair), message: 'is not percent-encoded UTF-8' })
    } else {
      values.set(name, [...(values.get(name) ?? []), value])
    }
  }
  if (faults.length > 0) throw requestFaults(faults.slice(0, 20))
  return values
}

const none: ReadonlyMap<string, readonly string[]> = new Map()

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** A name that somebody sent, short enough to be answered with. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text
}
