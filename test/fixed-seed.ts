import * as fc from 'fast-check'

/** Decides every generated input of a test run: fixed, unless SEED gives another (the soak draws one and tells it). */
export const seed = Number(process.env['SEED'] ?? 20_260_301)

fc.configureGlobal({ seed })
