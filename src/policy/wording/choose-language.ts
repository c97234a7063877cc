import type { Policy } from '../model/policy.ts'

/** The policy's language that is nearest to the one that is asked for, by tag or main language; its first where none is. */
export function chooseLanguage({ languages }: Pick<Policy, 'languages'>, wanted: string | null): string {
  if (wanted === null) return languages[0]
  const asked = wanted.toLowerCase()
  const main = mainLanguage(asked)
  return (
    languages.find((tag) => tag.toLowerCase() === asked) ??
    languages.find((tag) => tag.toLowerCase() === main) ??
    languages.find((tag) => mainLanguage(tag.toLowerCase()) === main) ??
    languages[0]
  )
}

function mainLanguage(tag: string): string {
  return tag.split('-')[0] ?? tag
}
