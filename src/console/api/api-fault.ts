import type { components } from './openapi.generated.ts'

/** A problem document of the service. */
export type ProblemDocument = components['schemas']['Problem']

/** An answer that is a problem; `problem` has the members that some kinds of problem add. */
export class ApiFault extends Error {
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.detail)
    this.name = 'ApiFault'
    this.problem = problem
  }
}

/** No answer of the service: it is away, or stopping. */
export class ServiceAway extends Error {
  constructor() {
    super('the service does not answer')
    this.name = 'ServiceAway'
  }
}

/** Whether the fault is a problem with one of the codes. */
export function hasCode(fault: unknown, ...codes: readonly string[]): fault is ApiFault {
  return fault instanceof ApiFault && codes.includes(fault.problem.code)
}
