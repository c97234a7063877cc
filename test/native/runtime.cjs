// How jest loads the files of a suite: by Node's own loader instead of one of its own. What is tested, and every package,
// is then loaded, and compiled by V8, once for each process that runs tests, instead of once for each of some hundred suites; the
// files in test anew for each suite. So src keeps nothing that one suite could change for the next, and jest.mock does
// not exist. All else is jest's: what runs the tests, the times they may take, and what is told.
const module_ = require('node:module')
const { pathToFileURL } = require('node:url')
const JestRuntime = require('jest-runtime').default

// A newer Node calls the hooks where the modules are loaded, 20 from a thread of their own.
if (module_.registerHooks === undefined) module_.register('./typescript-hooks.mjs', pathToFileURL(__filename))
else module_.registerHooks(require('./typescript-hooks.mjs'))
process.setSourceMapsEnabled(true)

let suites = 0

module.exports = class NativeRuntime extends JestRuntime {
  #suite = ++suites

  unstable_shouldLoadAsEsm() {
    return true
  }

  async unstable_importModule(path) {
    // The runner looks up lines in maps of its own, and has raised the number of frames, for which every error would pay.
    Error.prepareStackTrace = undefined
    Error.stackTraceLimit = 10
    await import(`${pathToFileURL(path).href}?suite=${this.#suite}`)
  }

  /** What runs the tests is the one thing that jest asks for here. It keeps what it knows of a suite. */
  requireInternalModule(path) {
    delete globalThis[Symbol.for('EVENT_HANDLERS')]
    delete require.cache[path]
    return require(path)
  }

  setGlobalsForRuntime(globals) {
    globalThis[Symbol.for('globals of the suite')] = globals
  }
}
