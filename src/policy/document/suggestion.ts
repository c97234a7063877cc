import { nearestName } from '../../problems/nearest-name.ts'
import { quote } from './fault-list.ts'
import { foreignWord } from './foreign-words.ts'

const longestCompared = 80
const mostListed = 20

/** ` Did you mean "x"?`, or nothing where no candidate is near. */
export function suggestion(name: string, candidates: Iterable<string>): string {
  const near = name.length > longestCompared ? null : nearestName(name, candidates)
  return near === null ? '' : ` Did you mean ${quote(near)}?`
}

/** The same for the words of outcomes, which other languages call otherwise. */
export function outcomeSuggestion(name: string, candidates: Iterable<string>): string {
  const known = [...candidates]
  const foreign = foreignWord(name.slice(0, longestCompared), known)
  return foreign === null ? suggestion(name, known) : ` Did you mean ${quote(foreign)}?`
}

/** What there is to choose from, for a hint: `Declared: a, b.` */
export function declaredNames(candidates: Iterable<string>, nothing: string): string {
  const names = [...candidates]
  if (names.length === 0) return nothing
  const listed = names.slice(0, mostListed).join(', ')
  return names.length > mostListed ? `Declared: ${listed}, ...` : `Declared: ${listed}.`
}
