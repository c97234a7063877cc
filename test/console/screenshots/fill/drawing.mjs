/** A generator of numbers from 0 up to 1, the same ones for the same seed, and what is drawn with them. */
export function createDrawing(seed) {
  let state = seed
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (limit) => Math.floor(draw() * limit)
  return {
    draw,
    below,
    chance: (share) => draw() < share,
    pick: (list) => list[below(list.length)],
  }
}
