/** Of the runs that a property has at its full size, which is the soak's, every run of the tests makes one to so many. */
const share = Number(process.env['RUNS_SHARE'] ?? 5)

export function runsOf(full: number): number {
  return Math.ceil(full / share)
}
