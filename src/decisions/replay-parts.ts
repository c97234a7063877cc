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
  /** What stands behind `"message":` in the confidential text. */
  readonly fromMessage: string
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
  const message = messageStart(confidential)
  if (rareParts.some((name) => confidential.includes(name))) return null
  if (policyStart < 0 || !body.includes(',"kind":"decision",') || !confidential.startsWith(factsName)) return null
  if (at === null || policy === null || request === null || result === null || message === null) return null
  return {
    policy: `${policy}}`,
    decidedAt: ownTime ?? at,
    request,
    result,
    facts: confidential.slice(factsName.length, message.factsEnd),
    fromMessage: confidential.slice(message.start),
  }
}

/** What few decisions have: facts that can be erased, parameters of actions, facts that were given and not used. */
const rareParts = ['"personal_facts":', '"parameters":', '"ignored_facts":']
const factsName = '{"facts":'
const memoryName = '},"memory":{'
const messageName = '},"message":'

/** Facts hold plain values only; what is remembered of the part, where there is something, ends with two braces. */
function messageStart(confidential: string): { readonly factsEnd: number; readonly start: number } | null {
  const memory = confidential.indexOf(memoryName)
  const message = confidential.indexOf(memory < 0 ? messageName : `}${messageName}`, Math.max(memory, 0))
  if (message < 0) return null
  const skipped = memory < 0 ? messageName.length : messageName.length + 1
  return { factsEnd: (memory < 0 ? message : memory) + 1, start: message + skipped }
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
