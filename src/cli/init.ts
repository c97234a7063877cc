import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { installedFile } from '../config/installation.ts'
import { formatText } from '../policy/document/format-text.ts'
import { isTimeZone } from '../time/time-zone.ts'
import { createWorkbench } from '../workbench.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { newPolicyText } from './new-policy-text.ts'
import type { Terminal } from './terminal.ts'
import { writeNewFile } from './write-new-file.ts'

const noPolicy = { valid: false, cases: [] } as const

interface InitOptions {
  readonly from?: string
  readonly name?: string
}

/** `refund-policy init FILE`: a first policy by answering questions, or a shipped one under another name, in the form of `fmt`. */
export function initCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('init')
    .description('begin a policy: answer a few questions, or start with one that ships; writes a new file')
    .argument('[file]', 'the file to write', 'policy.yaml')
    .option('--from <example>', 'begin with a shipped policy, for example event-tickets')
    .option('--name <name>', 'the name of the policy (else it is asked, or that of the example)')
    .action(async (file: string, { from, name }: InitOptions, command: Command) => {
      if (existsSync(file)) throw new CommandFault(`${file} is there already, and nothing is overwritten`)
      if (name !== undefined && !isName(name)) throw new CommandFault(`--name ${name} is no name: ${nameForm}`)
      const text = formatText(from === undefined ? await asked(terminal, name) : await example(from, name))
      const { valid, cases } = text === null ? noPolicy : await createWorkbench().check(text)
      if (text === null || !valid) throw new CommandFault('of these answers no policy can be made')
      await writeNewFile(file, text, 0o644)
      const next = `Its ${cases.length} cases hold. Now change it: refund-policy test ${file}, refund-policy prove ${file}`
      await terminal.print(
        wantsJson(command) ? jsonDocument({ file, cases: cases.length }) : `${file} is written. ${next}\n`,
      )
      context.finish(exitCodes.ok)
    })
}

const nameForm = 'small letters, digits, - and _, at most 64'
const isName = (text: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/u.test(text)

/** A shipped policy, under another name where one is given. */
async function example(from: string, name: string | undefined): Promise<string> {
  const shipped = (await readdir(installedFile('rules'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  if (!shipped.includes(from)) throw new CommandFault(`${from} does not ship; there are ${shipped.join(', ')}`)
  const text = await readFile(installedFile(`rules/${from}/policy.yaml`), 'utf8')
  return name === undefined ? text : text.replace(/^name: .*$/mu, `name: ${name}`)
}

interface Question {
  readonly text: string
  readonly usual: string
  /** What an answer has to be; null where it is that. */
  readonly faultOf: (answer: string) => string | null
}

const isLine = (answer: string): string | null => (answer.length <= 200 ? null : 'at most 200 characters')
const within = (least: number, most: number) => (answer: string) =>
  /^\d{1,4}$/u.test(answer) && Number(answer) >= least && Number(answer) <= most
    ? null
    : `a whole number from ${least} to ${most}`

const questions = {
  name: { text: 'Name of the policy', usual: 'shop', faultOf: (answer) => (isName(answer) ? null : nameForm) },
  title: { text: 'Title that customers read', usual: 'Refunds', faultOf: isLine },
  contact: { text: 'Where they can write to', usual: 'refunds@shop.example', faultOf: isLine },
  timeZone: {
    text: 'Time zone of the shop',
    usual: 'UTC',
    faultOf: (answer) => (isTimeZone(answer) ? null : 'a time zone such as Europe/Berlin'),
  },
  days: { text: 'Days after the delivery for a return', usual: '14', faultOf: within(1, 3650) },
  share: { text: 'Percent of the price that goes back for used goods', usual: '50', faultOf: within(1, 100) },
} as const satisfies Record<string, Question>

/** Asks for what a first policy needs; an empty line takes what stands in brackets. */
async function asked(terminal: Terminal, name: string | undefined): Promise<string> {
  const lines = createInterface({ input: terminal.input })[Symbol.asyncIterator]()
  const ask = async ({ text, usual, faultOf }: Question): Promise<string> => {
    for (;;) {
      terminal.warn(`${text} [${usual}]: `)
      const { value, done = false } = await lines.next()
      if (done) throw new CommandFault(`no answer to "${text}"`)
      const answer = String(value).trim() === '' ? usual : String(value).trim()
      const fault = faultOf(answer)
      if (fault === null) return answer
      terminal.warn(`It has to be ${fault}.\n`)
    }
  }
  const { title, contact, timeZone, days, share } = questions
  return newPolicyText({
    name: name ?? (await ask(questions.name)),
    title: await ask(title),
    contact: await ask(contact),
    timeZone: await ask(timeZone),
    days: Number(await ask(days)),
    share: Number(await ask(share)),
  })
}
