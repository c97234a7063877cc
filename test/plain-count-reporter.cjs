/** A jest reporter that ends the run with one plain line of counts, last of all output. */
module.exports = class PlainCountReporter {
  onRunComplete(_contexts, results) {
    // A test file that could not run at all is a failure too.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = results.numPendingTests + results.numTodoTests
    // The other reporters still write after this call.
    process.once('exit', () => {
      process.stdout.write(`${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`)
    })
  }
}
