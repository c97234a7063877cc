// oxlint-disable unicorn/no-thenable -- the key of a rule
import { execFileSync } from 'node:child_process'
import { expect, it } from '@jest/globals'
import { compileJudge } from '../../../src/policy/evaluate/compile-judge.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { generateJudge } from '../../../src/policy/evaluate/generate-judge.ts'
import { createInterpretedEvaluator } from '../../../src/policy/evaluate/interpreted.ts'
import { rulingText } from '../../../src/policy/evaluate/ruling-text.ts'
import { atOnce } from '../../../src/time/in-slices.ts'
import { requireFreshBuild } from '../../built/fresh-build.mjs'
import { shopFacts, shopPolicy } from '../../contract/evaluator-policy.ts'

const now = Date.parse('2026-03-29T12:00:00Z')
const hostile = [
  '"];globalThis.broken=true;//',
  "'+(globalThis.broken=true)+'",
  '`${globalThis.broken=true}`',
  '\\"; globalThis.broken = true; "',
  '\u2028globalThis.broken=true\u2029',
  '*/ globalThis.broken = true /*',
  '</script><!-- -->',
  '__proto__',
  'constructor',
  '\\u0022;globalThis.broken=true;',
  '\ud83d\ude00 é "',
]

function hostilePolicy(): ReturnType<typeof shopPolicy> {
  return shopPolicy({
    derived: {
      'globalThis.broken': `if(text == ${JSON.stringify(hostile[4])}, 1, 2)`,
      k0: 'n + 1',
      now_: 'coalesce(text, "`;globalThis.broken=true;`")',
      priced: 'lookup(text, prices)',
    },
    tables: { prices: { rows: Object.fromEntries(hostile.map((text, index) => [text, index + 1])), otherwise: 0 } },
    refunds: hostile.map((text, index) => ({
      id: `rule-${index}`,
      clause: '2',
      when: {
        any: [
          { fact: 'text', operator: 'equal', value: text },
          {
            all: [
              { fact: 'now_', operator: 'in', value: [text, `${text}*/`] },
              { fact: 'k0', operator: 'lessThan', value: 0 },
            ],
          },
        ],
      },
      then: { outcome: 'approve', refund: 'priced + globalThis.broken', method: 'voucher' },
    })),
  })
}

it('nothing of a policy reaches generated code but literals, escaped', () => {
  const { source } = atOnce(generateJudge(hostilePolicy()))
  expect(source).toContain('\\u2028')
  const rest = source.replace(/"(?:[A-Za-z0-9_ ]|\\u[0-9a-f]{4})*"/gu, '')
  const words = new Set(rest.match(/[A-Za-z_$][\w$]*/gu))
  const own = /^(?:[a-zA-Z]\d*|now|const|let|function|return|if|else|break|throw|true|false|null|undefined)$/u
  const called = [
    'compare',
    'sign',
    'plus',
    'minus',
    'times',
    'entitled',
    'isSafe',
    'has',
    'negated',
    'absolute',
    'prorated',
  ]
  expect([...words].filter((word) => !own.test(word) && !called.includes(word))).toEqual([])
  expect(rest.replace(/[\w\s(){}[\];:?=!<>&|.,+-]/gu, '')).toBe('')
})

it('a policy with hostile texts is judged as the interpreter judges it, and nothing else happens', () => {
  const policy = hostilePolicy()
  const [compiled, interpreted] = [createCompiledEvaluator(policy), createInterpretedEvaluator(policy)]
  const rules = hostile.map((text) => {
    const facts = shopFacts(policy, {
      order: { charge: '100', currency: 'EUR' },
      text: text.replace(/[\u2028\u2029]/gu, ' '),
      n: '1',
    })
    const ruling = compiled.evaluateRefund(facts, now)
    expect(rulingText(ruling)).toBe(rulingText(interpreted.evaluateRefund(facts, now)))
    return ruling.rule
  })
  expect(rules).toContain('rule-0')
  expect(rules).toContain('rule-7')
  expect(Object.hasOwn(globalThis, 'broken')).toBe(false)
})

it('where generated code is forbidden the compiled evaluator interprets', () => {
  const policy = hostilePolicy()
  const generated = globalThis.Function
  globalThis.Function = function refuse(): never {
    throw new EvalError('Code generation from strings disallowed for this context')
  } as unknown as FunctionConstructor
  try {
    expect(atOnce(compileJudge(policy))).toBeNull()
    const facts = shopFacts(policy, { order: { charge: '100', currency: 'EUR' }, text: '__proto__', n: '1' })
    expect(createCompiledEvaluator(policy).evaluateRefund(facts, now).rule).toBe('rule-7')
    expect(createCompiledEvaluator(policy).judgeRefund(facts, now).terms.rule).toBe('rule-7')
  } finally {
    globalThis.Function = generated
  }
})

it('a platform that forbids it is recognised', () => {
  requireFreshBuild()
  const policy = `{ facts: new Map(), derived: new Map(), refunds: [], defaultRuling: { kind: 'deny', when: { kind: 'always' }, amounts: [], actions: [] } }`
  const program = `
    const { compileJudge } = await import('./dist/policy/evaluate/compile-judge.js')
    const { atOnce } = await import('./dist/time/in-slices.js')
    process.stdout.write(atOnce(compileJudge(${policy})) === null ? 'interpreted' : 'generated')
  `
  const run = (...flags: readonly string[]): string =>
    execFileSync(process.execPath, [...flags, '--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(run('--disallow-code-generation-from-strings')).toBe('interpreted')
  expect(run()).toBe('generated')
})
