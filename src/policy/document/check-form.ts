import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { policySchema } from '../schema/policy-schema.ts'
import { type DocumentNode, nodeAt } from './document-node.ts'
import { type Fault, type FaultList, keyPlace } from './fault-list.ts'
import { formFault } from './form-fault.ts'
import { plainValue } from './plain-value.ts'
import { isUnquotedPlaceholder } from './unquoted-placeholder.ts'

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
  // A test holds it against the schema of schemas, not every process.
  validateSchema: false,
  // It takes longer than all the texts that a process checks.
  code: { optimize: false },
})

let compiled: ValidateFunction | null = null

/** Ajv's errors beyond this many are not looked at: the first ones are to be mended first. */
const mostErrors = 300

/** Checks the form of a document against the schema and tells every fault at its own place. */
export function checkForm(root: DocumentNode, faults: FaultList): void {
  const validate = (compiled ??= ajv.compile(policySchema))
  if (validate(plainValue(root))) return
  const unquoted = new Set<DocumentNode>()
  for (const error of (validate.errors ?? []).slice(0, mostErrors)) {
    const node = nodeAt(root, error.instancePath)
    const placeholder = unquotedPlaceholder(root, error)
    if (placeholder !== null) {
      if (!unquoted.has(placeholder)) faults.add(placeholder, quotesMissing(placeholder))
      unquoted.add(placeholder)
      continue
    }
    const fault = formFault(error, node)
    if (fault === null) continue
    const entry = node.kind === 'map' ? node.entries.get(faultyKey(error) ?? '') : undefined
    faults.add(entry === undefined ? node : keyPlace(node, faultyKey(error) ?? '', entry), fault)
  }
}

/** Where texts stand that may have languages below them. */
const textPath = /^\/messages\/[^/]+\/[^/]+$|\/(?:message|title|text)\/[^/]+$/u

/** The node that a text was meant for, where all of it is one placeholder without quotes: to YAML that is a map. */
function unquotedPlaceholder(root: DocumentNode, error: ErrorObject): DocumentNode | null {
  const name = faultyKey(error)
  const path = name === undefined ? error.instancePath : `${error.instancePath}/${name}`
  if (!textPath.test(path)) return null
  const map = nodeAt(root, path.slice(0, path.lastIndexOf('/')))
  return isUnquotedPlaceholder(map) ? map : null
}

function quotesMissing(node: DocumentNode): Fault {
  const [name = ''] = node.kind === 'map' ? node.entries.keys() : []
  return {
    code: 'wrong_type',
    message: 'Text is expected here; without quotes YAML reads braces as a map.',
    hint: `Put the text in quotes: message: "{${name}}".`,
  }
}

/** The key that an error is about, where it is about a key and not the value below it. */
function faultyKey(error: ErrorObject): string | undefined {
  const name: unknown = error.params['additionalProperty'] ?? error.params['propertyName'] ?? error.propertyName
  return typeof name === 'string' ? name : undefined
}
