import type { OrderPart, PolicyReference } from '../journal/entry.ts'
import type { FoundPlace } from './replay-place.ts'
import { accountOfBody } from './replay-selection.ts'

/** What a decision's stored texts say that it takes to decide it again, as far as they were cut out; not yet looked at. */
export interface ReplayParts {
  /** The policy version that decided, as JSON text. */
  readonly policy: string
  readonly decidedAt: string
  readonly request: string
  readonly result: string
  readonly facts: string
  /** Those that an erasure removes; null where there are none. */
  readonly personalFacts: string | null
  /** What stands behind `"parameters":`, those of actions that an erasure removes; null where there are none. */
  readonly fromParameters: string | null
}

/**
 * Cuts a decision's texts without reading them: RFC 8785 has the members of an object in a known order, and a quote within
 * a text is escaped, so that `,"name":` stands between members only. Null where a part is not where it usually is. A part
 * that was cut at a member of the same name further down is no JSON by itself: whoever reads it notices.
 */
export function replayParts(body: string, confidential: string): ReplayParts | null {
  const at = between(body, ',"at":"', '"', 0)
  const ownTime = between(body, ',"decided_at":"', '"', 0)
  const policyStart = body.indexOf(',"policy":{')
  const request = between(body, ',"request":', ',"result":', policyStart)
  const result = between(body, ',"result":', ',"sequence":', policyStart)
  const policy = between(body, ',"policy":', '}', policyStart)
  const factsEnd = endOfFacts(confidential)
  const parameters = confidential.indexOf(parametersName)
  if (confidential.includes(rarePart)) return null
  if (policyStart < 0 || !body.includes(',"kind":"decision",') || !confidential.startsWith(factsName)) return null
  if (at === null || policy === null || request === null || result === null || factsEnd === null) return null
  return {
    policy: `${policy}}`,
    decidedAt: ownTime ?? at,
    request,
    result,
    facts: confidential.slice(factsName.length, factsEnd),
    personalFacts: personalFactsIn(confidential),
    fromParameters: parameters < 0 ? null : confidential.slice(parameters + parametersName.length),
  }
}

/** What few decisions have: facts that were given and not used. */
const rarePart = '"ignored_facts":'
const parametersName = ',"parameters":'
const factsName = '{"facts":'
const memoryName = '},"memory":{'
const messageName = '},"message":'

const personalName = ',"personal_facts":'

function personalFactsIn(confidential: string): string | null {
  const found = between(confidential, personalName, '},"', 0)
  return found === null ? null : `${found}}`
}

/** Facts hold plain values only; what is remembered of the part, where there is something, ends with two braces. */
function endOfFacts(confidential: string): number | null {
  const memory = confidential.indexOf(memoryName)
  const message = confidential.indexOf(memory < 0 ? messageName : `}${messageName}`, Math.max(memory, 0))
  return message < 0 ? null : (memory < 0 ? message : memory) + 1
}

const clauseName = '"clause":{"id":'
const titleName = ',"title":'

/** Whether two results are written alike, but for the title of the clause: it has a language, and texts are not compared. */
export function isSameResult(one: string, other: string): boolean {
  if (one === other) return true
  const [title, otherTitle] = [titleIn(one), titleIn(other)]
  if (title === null || otherTitle === null) return false
  const isSameBefore = title.start === otherTitle.start && one.startsWith(other.slice(0, title.start))
  return isSameBefore && one.slice(title.end) === other.slice(otherTitle.end)
}

function titleIn(result: string): { readonly start: number; readonly end: number } | null {
  const clause = result.indexOf(clauseName)
  const name = clause < 0 ? -1 : result.indexOf(titleName, clause)
  if (name < 0) return null
  const start = name + titleName.length
  for (let end = start + 1; end < result.length; end += 1) {
    if (result[end] === '\\') end += 1
    else if (result[end] === '"') return { start, end }
  }
  return null
}

function between(text: string, before: string, after: string, from: number): string | null {
  const found = text.indexOf(before, from)
  const start = found + before.length
  const end = found < 0 ? -1 : text.indexOf(after, start)
  return end < 0 ? null : text.slice(start, end)
}

/** The place of a decision whose parts were cut out; its names are looked up in the text where they are asked for. */
export function placeIn(body: string, { decidedAt }: ReplayParts, { name, version }: PolicyReference): FoundPlace {
  return {
    decidedAt,
    whole: () => {
      const about = orderIn(body)
      return {
        id: between(body, ',"id":"', '"', 0) ?? '',
        kind: 'decision',
        account: accountOfBody(body) ?? '',
        order: about?.id ?? null,
        part: about?.part ?? null,
        decided_at: decidedAt,
        policy: { name, version },
      }
    },
  }
}

/** Null where it does not stand where it usually does. */
function orderIn(body: string): Partial<OrderPart> | null {
  const text = between(body, ',"order":', ',"policy":{', body.indexOf(',"kind":'))
  try {
    return text === null ? null : (JSON.parse(text) as Partial<OrderPart> | null)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
