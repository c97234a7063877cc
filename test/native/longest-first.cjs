// In which order suites begin. Where jest has not yet seen how long each takes it goes by the size of its file, so that a
// small file with many services behind it began last, and one process waited for it alone.
const Sequencer = require('@jest/test-sequencer').default

/** Those that take longest on a machine with two processors, the longest first. */
const longest = [
  'storage/mongo/mongo',
  'contract/storage',
  'console/calm',
  'service/readme',
  'console/editor',
  'console/views',
  'policy/analysis/comparison',
  'service/no-request-freezes',
  'service/publish-visibility',
  'policy/analysis/findings',
  'service/start-and-stop',
  'service/drafts-in-processes',
  'console/settings',
  'soak/parallel-claims',
]

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ path }) => {
      const place = longest.findIndex((name) => path.endsWith(`/test/${name}.test.ts`))
      return place === -1 ? longest.length : place
    }
    return super.sort(tests).toSorted((left, right) => placeOf(left) - placeOf(right))
  }
}
