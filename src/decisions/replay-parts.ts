import type { OrderPart, PolicyReference } from '../journal/entry.ts'
import type { FoundPlace } from './replay-place.ts'
import { accountOfBody } from './replay-selection.ts'

/** What a decision's text says that it takes to decide it again, as far as it was cut out; not yet looked at. */
export interface BodyParts {
  /** The policy version that decided, as JSON text. */
  readonly policy: string
  readonly decidedAt: string
  readonly request: string
  readonly result: string
}

/**
 * Cuts a decision's text without reading it: RFC 8785 has the members of an object in a known order, and a quote within
 * a text is escaped, so that `,"name":` stands between members only. Null where a part is not where it usually is. A part
 * that was cut at a member of the same name further down is no JSON by itself: whoever reads it notices.
 */
export function bodyParts(body: string): BodyParts | null {
  const commitments = body.indexOf(',"commitments":{')
  const decidedAt = commitments < 0 ? null : decidedAtIn(body, body.indexOf('}', commitments) + 1)
  const kind = decidedAt === null ? -1 : body.indexOf(',"kind":"decision",', commitments)
  const policyName = kind < 0 ? -1 : body.indexOf(policyStart, kind)
  const policyEnd = policyName < 0 ? -1 : body.indexOf('}', policyName) + 1
  const request = policyEnd <= 0 ? null : between(body, ',"request":', ',"result":', policyEnd)
  if (decidedAt === null || request === null) return null
  const result = between(body, ',"result":', ',"sequence":', policyEnd + request.length)
  if (result === null) return null
  return { policy: body.slice(policyName + policyStart.length - 1, policyEnd), decidedAt, request, result }
}

const policyStart = ',"policy":{'
const ownTime = ',"decided_at":"'
const format = ',"format":'

/** Where it is not said, it is when the entry was written. */
function decidedAtIn(body: string, behindCommitments: number): string | null {
  if (body.slice(behindCommitments, behindCommitments + format.length) === format)
    return between(body, ',"at":"', '"', 0)
  return body.slice(behindCommitments, behindCommitments + ownTime.length) === ownTime
    ? between(body, ownTime, '"', behindCommitments)
    : null
}

/** A decision's confidential text begins so. */
export const factsName = '{"facts":'

/** Where in a decision's confidential text stands what an erasure removes, behind the facts that stay; null for what there is none of. */
export interface PersonalParts {
  /** Where its personal facts begin. */
  readonly facts: number | null
  /** The personal parameters of its actions, and what stands behind them. */
  readonly fromParameters: string | null
}

const personalName = ',"personal_facts":'
const parametersName = ',"parameters":'
const nothingPersonal: PersonalParts = { facts: null, fromParameters: null }

/** Looks behind the facts. Null for what few decisions have: facts that were given and not used. */
export function personalParts(confidential: string, behindFacts: number): PersonalParts | null {
  const next = confidential.slice(behindFacts, behindFacts + usuallyNext[0].length)
  if (next !== usuallyNext[0] && next !== usuallyNext[1]) return null
  if (confidential.indexOf(',"p', behindFacts) < 0) return nothingPersonal
  const facts = confidential.indexOf(personalName, behindFacts)
  const parameters = confidential.indexOf(parametersName, behindFacts)
  return {
    facts: facts < 0 ? null : facts + personalName.length,
    fromParameters: parameters < 0 ? null : confidential.slice(parameters + parametersName.length),
  }
}

/** Of the same length. */
const usuallyNext = [',"memory":{', ',"message":'] as const

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
export function placeIn(body: string, { decidedAt }: BodyParts, { name, version }: PolicyReference): FoundPlace {
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
