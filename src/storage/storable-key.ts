/** Why a text can not be a key of any store, for people; `undefined` where it can. */
export function keyFault(key: string): string | undefined {
  if (key.includes('\0')) return 'an id can not contain the character U+0000'
  // Half a surrogate pair has no UTF-8 form: databases turn all of them into one and the same character.
  if (/\p{Surrogate}/u.test(key)) return 'an id must be well-formed Unicode'
  return undefined
}
