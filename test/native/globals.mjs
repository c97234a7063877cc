// What '@jest/globals' is to a suite: see runtime.cjs.
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } =
  globalThis[Symbol.for('globals of the suite')]
