import { type ReadArchived, unpackPlace } from '../../journal/archive-place.ts'
import { damagedPlace } from '../stored-json.ts'

/** What stands in the place of a body, and of the values beside it, that are in an archive: neither is JSON. */
export const [bodyMark, valuesMark] = ['archived ', 'sealed '] as const

/** The texts of an entry, or what stands in their place. */
export interface MovableTexts {
  readonly body?: unknown
  readonly confidential?: unknown
  readonly hash?: unknown
}

/** The document with the texts that its archive has, where they were moved to one. */
export function wholeTexts<Document extends MovableTexts>(document: Document, read: ReadArchived): Document {
  const { body, confidential, hash } = document
  if (typeof body !== 'string' || !body.startsWith(bodyMark)) return document
  const place = unpackPlace(Buffer.from(body.slice(bodyMark.length), 'base64'))
  if (place === null) throw damagedPlace('the place of an archived entry')
  const key = isSealed(confidential)
    ? Buffer.from(confidential.slice(valuesMark.length), 'base64').toString('hex')
    : null
  const texts = read(place, String(hash), key)
  return { ...document, body: texts.body, confidential: key === null ? confidential : texts.values }
}

function isSealed(confidential: unknown): confidential is string {
  return typeof confidential === 'string' && confidential.startsWith(valuesMark)
}
