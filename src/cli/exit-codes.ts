/** What the exit code of every command means. Scripts may rely on it. */
export const exitCodes = {
  ok: 0,
  notRight: 1,
  usage: 2,
  canNotStart: 3,
  conflict: 4,
  notFound: 5,
  cutShort: 6,
  unexpected: 70,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'done, and all is right',
  notRight:
    'what was asked about is not right: an invalid policy, a case that does not hold, facts that are refused, a store with faults',
  usage: 'wrong use: an unknown option, a missing argument, a file that cannot be read',
  canNotStart: 'a setting is wrong, the port is taken, or the store cannot be opened',
  conflict:
    'the text equals the active version or an older one, another publish or edit was first, nobody said which version was edited, a draft, an approval or the gate is missing for it, callers would be refused that were not before, the policy is retired, approvals are in that state already, a review is not to be decided so (any more, or by this author), or the store copied to holds something else',
  notFound:
    'no such policy, version, draft, decision, review, dispute, account or API key; nothing in the store to copy',
  cutShort: 'the service was stopped before every request was answered',
  unexpected: 'a fault of the program itself',
}

/** The table of exit codes as it stands under --help. */
export function exitCodeHelp(): string {
  const lines = Object.entries(exitCodes).map(
    ([name, code]) => `  ${String(code).padStart(2)}  ${meanings[name as keyof typeof exitCodes]}`,
  )
  return `\nExit codes:\n${lines.join('\n')}`
}
