import { Rational } from '../money/rational.ts'
import type { AnswerGiven } from './replay.ts'
import type { ReplayPlace } from './replay-place.ts'
import { creditOf } from './replay-tally.ts'
import type { ReplayListener } from './replay-texts.ts'

/** An answer as far as money and rules go; JSON names. */
export interface MovedAnswer {
  /** The policy's own word for it, where there is one. */
  readonly outcome: string
  /** Null for the default, and for what the service decides by itself: the reason says what it was. */
  readonly rule: string | null
  readonly reason_code: string
  readonly clause: string | null
  /** Credited by it. */
  readonly amount: string | null
  readonly currency: string | null
}

/** A decision that would be another one, or that credits something. */
export interface ReplayMove {
  readonly place: ReplayPlace
  /** Whether outcome, rule or credit differ. */
  readonly flips: boolean
  readonly before: MovedAnswer
  readonly after: MovedAnswer
  /**
   * What `after` leaves to credit, below 0 where the part got more than it is entitled to; exact decimal text, null
   * where it approves nothing.
   */
  readonly open: string | null
}

/** Keeps the moves of decisions, in their order. */
export function createReplayMoves(): ReplayListener & { moves(): readonly ReplayMove[] } {
  const moves: ReplayMove[] = []
  return {
    same: (place, answer) => {
      const moved = movedAnswer(answer)
      if (moved.amount === null) return
      moves.push({ place: place.whole(), flips: false, before: moved, after: moved, open: openIn(answer) })
    },
    different: (place, stored, replayed) => {
      const [before, after] = [movedAnswer(stored), movedAnswer(replayed)]
      const flips = isFlip(before, after)
      if (!flips && before.amount === null && after.amount === null) return
      moves.push({ place: place.whole(), flips, before, after, open: openIn(replayed) })
    },
    erased: () => undefined,
    fault: () => undefined,
    moves: () => moves,
  }
}

function isFlip(before: MovedAnswer, after: MovedAnswer): boolean {
  if (before.outcome !== after.outcome || before.rule !== after.rule || before.currency !== after.currency) return true
  return !Rational.of(before.amount ?? '0').equals(Rational.of(after.amount ?? '0'))
}

function movedAnswer({ outcome, label, rule, reason_code, clause, refund }: AnswerGiven): MovedAnswer {
  const credit = creditOf(refund)
  return {
    outcome: typeof label === 'string' ? label : outcome,
    rule,
    reason_code,
    clause: clauseId(clause),
    amount: credit?.amount ?? null,
    currency: credit?.currency ?? null,
  }
}

function clauseId(clause: unknown): string | null {
  if (typeof clause !== 'object' || clause === null || !('id' in clause)) return null
  return typeof clause.id === 'string' ? clause.id : null
}

/** What is credited; where nothing is, how much the part got beyond what it is entitled to. */
function openIn({ refund }: AnswerGiven): string | null {
  const credit = creditOf(refund)
  if (credit === null || typeof refund !== 'object' || refund === null) return null
  const amount = Rational.of(credit.amount)
  if (amount.sign() > 0 || !('entitled' in refund) || !('already_credited' in refund)) return credit.amount
  const beyond = Rational.of(String(refund.entitled)).minus(Rational.of(String(refund.already_credited)))
  return beyond.sign() < 0 ? beyond.toDecimal() : '0'
}
