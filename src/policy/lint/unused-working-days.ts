import type { DocumentNode } from '../document/document-node.ts'
import { type FaultList, keyPlace } from '../document/fault-list.ts'
import { workingDayFunctionNames } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { wordsIn } from './words-in.ts'

/** Warns of `working_days` where nothing is counted by them: customers would read of days that decide nothing. */
export function lintUnusedWorkingDays({ workingDays }: Policy, root: DocumentNode, faults: FaultList): void {
  const entry = root.kind === 'map' ? root.entries.get('working_days') : undefined
  if (workingDays === null || entry === undefined) return
  const words = new Set(wordsIn(root))
  if (workingDayFunctionNames.some((name) => words.has(name))) return
  const fault = {
    code: 'unused_working_days',
    message: 'No formula counts working days.',
    hint: `Remove the section, or use one of ${workingDayFunctionNames.join('(), ')}().`,
  } as const
  faults.add(keyPlace(root, 'working_days', entry), fault, 'warning')
}
