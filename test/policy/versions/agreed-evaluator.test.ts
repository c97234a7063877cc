// oxlint-disable unicorn/no-thenable -- the key of a rule
import { expect, it } from '@jest/globals'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import type { SynchronousEvaluator } from '../../../src/policy/evaluate/evaluator.ts'
import { createInterpretedEvaluator } from '../../../src/policy/evaluate/interpreted.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import { type EvaluatorsDiffer, prepareAgreed } from '../../../src/policy/versions/agreed-evaluator.ts'
import { shopPolicy } from '../../contract/evaluator-policy.ts'

const policy = shopPolicy({
  refunds: [
    {
      id: 'some',
      clause: '2',
      when: { fact: 'n', operator: 'greaterThan', value: 1 },
      then: { outcome: 'approve', refund: 'n', method: 'voucher' },
    },
  ],
})

type Create = (policy: Policy) => SynchronousEvaluator

async function prepared(...candidates: readonly Create[]) {
  const told: EvaluatorsDiffer[] = []
  const used = new Map<Create, SynchronousEvaluator>()
  const evaluator = await prepareAgreed({
    candidates: candidates.map((create) => ({
      name: create.name,
      create: (of) => {
        const made = create(of)
        used.set(create, made)
        return made
      },
    })),
    createReference: createReferenceEvaluator,
    onEvaluatorsDiffer: (difference) => told.push(difference),
  })(policy)
  return { evaluator, told, chosen: candidates.find((create) => used.get(create) === evaluator) ?? null }
}

/** Right but for one amount. */
const oneCentMore: Create = (of) => {
  const right = createInterpretedEvaluator(of)
  const wrong: SynchronousEvaluator = {
    ...right,
    evaluateRefund: (facts, now) => {
      const ruling = right.evaluateRefund(facts, now)
      return ruling.entitled === null ? ruling : { ...ruling, entitled: ruling.entitled.plus(ruling.entitled) }
    },
  }
  return wrong
}
const otherVerdict: Create = (of) => {
  const right = createInterpretedEvaluator(of)
  return { ...right, judgeRefund: (facts, now) => ({ ...right.judgeRefund(facts, now), method: 'cash' }) }
}
const throwing: Create = (of) => ({
  ...createInterpretedEvaluator(of),
  evaluateRefund: () => {
    throw new Error('broken')
  },
})
const unmade: Create = () => {
  throw new SyntaxError('the code cannot be read')
}

it('the first candidate is used where it rules as the reference does', async () => {
  const { chosen, told } = await prepared(createCompiledEvaluator, createInterpretedEvaluator)
  expect(chosen).toBe(createCompiledEvaluator)
  expect(told).toEqual([])
})

it.each([oneCentMore, otherVerdict, throwing, unmade])(
  'one that differs is not used, and it is told: %p',
  async (wrong) => {
    const { chosen, told } = await prepared(wrong, createInterpretedEvaluator)
    expect(chosen).toBe(createInterpretedEvaluator)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ policy: 'shop', evaluator: wrong.name })
    expect(told[0]?.actual).not.toBe(told[0]?.expected)
  },
)

it('where every candidate differs the reference itself decides', async () => {
  const { evaluator, chosen, told } = await prepared(oneCentMore, throwing)
  expect(chosen).toBeNull()
  expect(told.map(({ evaluator: name }) => name)).toEqual(['oneCentMore', 'throwing'])
  expect(evaluator.evaluateRefund(new Map(), 0)).toBeInstanceOf(Promise)
})
