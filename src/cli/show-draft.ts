import type { Command } from 'commander'
import type { Draft } from '../drafts/draft.ts'
import type { DraftView } from '../drafts/drafts.ts'
import { validApprovals } from '../drafts/release-faults.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { formatFailedCases } from './format-cases.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { formatTable } from './format-table.ts'
import { oneFile } from './read-policy.ts'

/** Tells how a draft stands: under `--json` all of it. */
export async function showDraft({ terminal }: CommandContext, command: Command, view: DraftView): Promise<void> {
  const { draft, newest, check, blockers } = view
  if (wantsJson(command)) {
    const told = { ...draft, newest_version: newest?.version ?? null, check, blocked_by: blockers }
    await terminal.print(jsonDocument({ ...told, can_publish: blockers.length === 0 }))
    return
  }
  const place = `draft ${draft.id}`
  terminal.warn(formatDiagnostics(oneFile(place), check?.diagnostics ?? [], terminal.color.warn))
  const failed = (check?.cases ?? []).filter(({ differences }) => differences.length > 0)
  terminal.warn(formatFailedCases(oneFile(place), failed, terminal.color.warn))
  await terminal.print(`${[...headOf(draft), ...blockers.map(({ detail }) => `not yet: ${detail}`)].join('\n')}\n`)
}

function headOf(draft: Draft): readonly string[] {
  const { id, policy, revision, state, base_version: base, sha256, edited_by: editor, edited_at: at } = draft
  const { reason, schedule, refused, comments, published_version: version } = draft
  const approved = validApprovals(draft).map(({ by }) => by.name)
  return [
    `${policy}: draft ${id}, revision ${revision}, ${state === 'published' ? `published as version ${version}` : state}`,
    `over ${base === null ? 'no version' : `version ${base}`}, written by ${editor.name} at ${at}`,
    ...(reason === null ? [] : [`reason: ${reason}`]),
    `sha256 ${sha256}`,
    ...(approved.length === 0 ? [] : [`approved by ${approved.join(', ')}`]),
    ...(schedule === null ? [] : [`due at ${schedule.due_at}, as ${schedule.by.name} said`]),
    ...(refused === null ? [] : [`refused when it was due at ${refused.due_at}: ${refused.detail}`]),
    ...comments.map(({ by, at: said, text }) => `${by.name} at ${said}: ${text}`),
  ]
}

/** Lists drafts without their texts. */
export async function showDrafts(
  { terminal }: CommandContext,
  command: Command,
  drafts: readonly Draft[],
): Promise<void> {
  if (wantsJson(command)) {
    await terminal.print(jsonDocument(drafts.map(({ text: _text, history: _history, ...draft }) => draft)))
    return
  }
  const rows = drafts.map(({ id, state, revision, base_version, edited_by, edited_at, reason }) => [
    id,
    state,
    String(revision),
    base_version === null ? '-' : String(base_version),
    edited_by.name,
    edited_at,
    reason ?? '',
  ])
  await terminal.print(formatTable([['DRAFT', 'STATE', 'REVISION', 'OVER', 'WRITTEN BY', 'AT', 'REASON'], ...rows]))
}
