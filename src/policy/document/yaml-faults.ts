import { type Fault, quote } from './fault-list.ts'

/** The fault of an alias that stands for nothing, or for a part that it lies in. */
export function unresolvedAlias(name: string, isCyclic: boolean): Fault {
  if (isCyclic)
    return { code: 'cyclic_alias', message: `The alias ${quote(name)} contains itself.`, hint: 'Write the part out.' }
  return {
    code: 'unknown_alias',
    message: `Nothing is anchored as ${quote(name)}.`,
    hint: 'Put text that begins with * in quotes.',
  }
}

/** The fault of `<<`, which older YAML takes for what an alias holds. */
export const mergeKey: Fault = {
  code: 'merge_key',
  message: 'Merge keys are not part of YAML 1.2.',
  hint: 'Write the keys out. A whole value may be an alias: `facts: *order`.',
}

const plainTags: ReadonlySet<string> = new Set([
  'tag:yaml.org,2002:str',
  'tag:yaml.org,2002:map',
  'tag:yaml.org,2002:seq',
  '!',
])

/** The fault of a tag that a policy may not have; null for one that says what YAML says anyway. */
export function tagFault(tag: string): Fault | null {
  if (plainTags.has(tag)) return null
  return {
    code: 'unknown_tag',
    message: `The tag ${quote(tag)} is not allowed.`,
    hint: 'Remove the tag; text goes in quotes.',
  }
}
