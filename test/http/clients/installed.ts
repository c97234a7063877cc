import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'

/** A folder outside the project with what a generator needs, or why it cannot be had. */
export type Installed = { readonly folder: string } | { readonly missing: string }

/** Named by what is installed, so that the next run finds it. */
function cachedFolder(name: string, content: string): string {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16)
  return join(tmpdir(), `refund-policy-${name}-${digest}`)
}

/**
 * The folder where the steps were carried out once for this content, whole or not at all: they work in
 * a folder of their own, which takes its place at the end.
 */
export async function installOnce(
  name: string,
  content: string,
  steps: (folder: string) => readonly (readonly [program: string, ...args: string[]])[],
): Promise<Installed> {
  const folder = cachedFolder(name, content)
  if (existsSync(join(folder, 'installed'))) return { folder }
  const building = mkdtempSync(`${folder}-`)
  for (const [program, ...args] of steps(building)) {
    const { code, output } = await run(program, args, building)
    if (code !== 0) {
      rmSync(building, { recursive: true, force: true })
      return { missing: `${program} ${args[0] ?? ''} failed: ${output.trim().split('\n').at(-1) ?? ''}` }
    }
  }
  writeFileSync(join(building, 'installed'), content)
  try {
    renameSync(building, folder)
  } catch {
    // Another run was first: one of them is enough.
    rmSync(building, { recursive: true, force: true })
  }
  return existsSync(join(folder, 'installed')) ? { folder } : { missing: `${folder} cannot be made` }
}

/** A new folder with a copy of the files. */
export function copyOf(files: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'refund-policy-client-'))
  cpSync(files, folder, { recursive: true })
  return folder
}
