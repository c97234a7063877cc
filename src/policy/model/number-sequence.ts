const { imul } = Math

/** Numbers from 0 to 1 that look random: a linear congruence of 32 bits, by its high digits. */
export function numberSequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
