import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff'
import { merge } from 'node-diff3'
import { parsePolicy } from '../parse/parse-policy.ts'
import { comparePolicies } from './compare-policies.ts'
import type { PolicyChange } from './policy-change.ts'

/** A policy text, and what it is called. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

/** Two texts that were made from one, or one alone where the other is null; plain data. */
export interface CompareTask {
  readonly base: NamedText
  readonly mine: NamedText
  readonly theirs: NamedText | null
}

/** How a text differs from its base; JSON names. */
export interface TextDifference {
  /** In the terms of the policy; null where one of the texts has errors. */
  readonly changes: readonly PolicyChange[] | null
  /** Line by line, as a unified difference; empty where they are equal, null where they have too little in common. */
  readonly unified: string | null
}

/** Both changes in one text; JSON names. */
export interface MergedText {
  readonly text: string
  /** Whether some lines were changed on both sides: they stand in it one below the other, between marks. */
  readonly has_conflicts: boolean
}

/** What became of a base on each side, and of both together; nulls where there is one side alone. */
export interface TextComparison {
  readonly mine: TextDifference
  readonly theirs: TextDifference | null
  readonly merged: MergedText | null
}

/** Compares texts, here or elsewhere. Problem too_complex where it may not take so long. */
export type CompareTexts = (task: CompareTask) => Promise<TextComparison>

/** Texts that differ in more lines are not compared line by line. */
const mostEdits = 4000
const contextLines = 3

/** What two texts made of their base; the same texts give the same answer. */
export function compareTexts({ base, mine, theirs }: CompareTask): TextComparison {
  const comparison = { mine: differenceOf(base, mine) }
  if (theirs === null) return { ...comparison, theirs: null, merged: null }
  return { ...comparison, theirs: differenceOf(base, theirs), merged: mergeTexts(base, mine, theirs) }
}

function differenceOf(from: NamedText, to: NamedText): TextDifference {
  if (from.text === to.text) return { changes: changesOf(from, to), unified: '' }
  const options = { context: contextLines, maxEditLength: mostEdits }
  const patch = structuredPatch(from.name, to.name, from.text, to.text, undefined, undefined, options)
  return { changes: changesOf(from, to), unified: patch === undefined ? null : formatPatch(patch, FILE_HEADERS_ONLY) }
}

function changesOf(from: NamedText, to: NamedText): readonly PolicyChange[] | null {
  const [before, after] = [parsePolicy(from.text).policy, parsePolicy(to.text).policy]
  return before === null || after === null ? null : comparePolicies(before, after)
}

function mergeTexts(base: NamedText, mine: NamedText, theirs: NamedText): MergedText {
  const { conflict, result } = merge(linesOf(mine), linesOf(base), linesOf(theirs), {
    excludeFalseConflicts: true,
    label: { a: mine.name, o: base.name, b: theirs.name },
  })
  return { text: result.join('\n'), has_conflicts: conflict }
}

function linesOf({ text }: NamedText): string[] {
  return text.split('\n')
}
