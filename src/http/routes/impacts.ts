import type { Impact } from '../../decisions/impact.ts'
import type { Impacts } from '../../maintenance/impacts.ts'
import type { ImpactRequest } from '../../maintenance/measure-impact.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import type { PolicyVersion } from '../../policy/versions/policy-version.ts'
import { Problem } from '../../problems/problem.ts'
import { linesAnswer } from '../answer/answer.ts'
import { mayReadFacts } from '../openapi/may-read-facts.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { Call, OperationHandlers } from '../operations/operation-handler.ts'
import { readTime } from '../request/read-time.ts'

type Query = Operations['measureTextImpact']['request']['query']

/** What an impact is told in: how far it is, and at last what it is. */
type ImpactLine = { readonly progress: { readonly decisions: number } } | { readonly impact: Impact }

/** What a text, or a version, would have made of recorded decisions; told line by line. */
export function impactRoutes(deps: {
  readonly impacts: Impacts
  readonly policies: Pick<Policies, 'version' | 'unpublished'>
  readonly closing: AbortSignal
}): OperationHandlers<'measureTextImpact' | 'measureVersionImpact'> {
  const { impacts, policies, closing } = deps
  const answer = (by: PolicyVersion, query: Query, call: Call): ReturnType<typeof linesAnswer> => {
    assertMayRead(call)
    return linesAnswer(impactLines(impacts, requestOf(by, query), { gone: call.gone, closing }))
  }
  return {
    measureTextImpact: async ({ path, query, body }, call) =>
      answer(await policies.unpublished(path.name, body), query, call),
    measureVersionImpact: async ({ path, query }, call) =>
      answer((await policies.version(path.name, path.version)).version, query, call),
  }
}

/** It names decisions and accounts: whoever reads it may read them. */
function assertMayRead({ caller }: Call): void {
  if (mayReadFacts(caller?.roles ?? [])) return
  throw new Problem('forbidden', 'This operation needs a key that may read decisions, too: read, review or admin.')
}

function requestOf(by: PolicyVersion, { account, from, to, sample, seed = 1, top = 10 }: Query): ImpactRequest {
  return {
    policy: by.name,
    by,
    only: { account: account ?? null, sample: sample === undefined ? null : { share: sample, seed } },
    top,
    ...(from === undefined ? {} : { from: readTime('from', from) }),
    ...(to === undefined ? {} : { to: readTime('to', to) }),
  }
}

interface Ends {
  readonly gone: AbortSignal
  readonly closing: AbortSignal
}

/** As often as somebody reads, and no line for progress that another has overtaken. */
async function* impactLines(
  impacts: Impacts,
  request: ImpactRequest,
  { gone, closing }: Ends,
): AsyncGenerator<ImpactLine, void, void> {
  const done = new AbortController()
  let [counted, told, onCount] = [0, 0, (): void => undefined]
  const impact = impacts.measure(request, {
    stop: AbortSignal.any([gone, closing, done.signal]),
    onProgress: (decisions) => {
      counted = decisions
      onCount()
    },
  })
  const ended = impact.then((measured) => ({ impact: measured }))
  try {
    for (;;) {
      const moved = new Promise<null>((resolve) => {
        onCount = () => resolve(null)
        if (counted > told) resolve(null)
      })
      const last = await Promise.race([ended, moved])
      if (last !== null) return yield last
      told = counted
      yield { progress: { decisions: told } }
    }
  } catch (error) {
    if (closing.aborted) throw new Problem('service_draining', 'The service stops: ask again.', { cause: error })
    throw error
  } finally {
    done.abort()
    await ended.catch(() => null)
  }
}
