/**
 * What generated code returns; null where the platform forbids such code (`--disallow-code-generation-from-strings`).
 * Nothing of a policy's text may be in it but escaped literals.
 */
export function runCode(source: string, constants: readonly unknown[]): unknown {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- numbered names, and literals that were escaped
    const make = new Function('k', source) as (constants: readonly unknown[]) => unknown
    return make(constants)
  } catch (error) {
    if (error instanceof EvalError) return null
    throw error
  }
}
