import type { ExpressionEnvironment } from './expression-environment.ts'
import type { ExpressionFault, ExpressionFaultCode } from './expression-fault.ts'
import type { FormulaSyntax } from './formula-syntax.ts'

/** One formula while it is checked; faults are added as they are found. */
export interface CheckContext {
  readonly source: string
  readonly environment: ExpressionEnvironment
  readonly faults: ExpressionFault[]
}

/** Adds a fault at the syntax and returns null, which stands for an operand whose fault is known. */
export function report(
  context: CheckContext,
  syntax: FormulaSyntax,
  fault: { readonly code: ExpressionFaultCode; readonly message: string; readonly hint: string },
): null {
  context.faults.push({ ...fault, offset: syntax.start })
  return null
}

/** The text that the syntax was read from. */
export function sourceOf(context: CheckContext, syntax: FormulaSyntax): string {
  return context.source.slice(syntax.start, syntax.end)
}
