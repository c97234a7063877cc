import { init, killThreads } from 'z3-solver'

/** The solver as a service loads it, and how many bytes of its heap it holds. */
export function watchedSolver() {
  let z3 = null
  return {
    load: async () => {
      const loaded = await init()
      z3 = loaded.Z3
      return { ...loaded, killThreads }
    },
    heldBytes: () => Number(z3.get_estimated_alloc_size()),
  }
}
