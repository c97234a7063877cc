import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { policySchema } from '../schema/policy-schema.ts'
import { type DocumentNode, nodeAt } from './document-node.ts'
import { type FaultList, keyPlace } from './fault-list.ts'
import { formFault } from './form-fault.ts'
import { plainValue } from './plain-value.ts'

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
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
  for (const error of (validate.errors ?? []).slice(0, mostErrors)) {
    const node = nodeAt(root, error.instancePath)
    const fault = formFault(error, node)
    if (fault === null) continue
    const entry = node.kind === 'map' ? node.entries.get(faultyKey(error) ?? '') : undefined
    faults.add(entry === undefined ? node : keyPlace(node, faultyKey(error) ?? '', entry), fault)
  }
}

/** The key that an error is about, where it is about a key and not the value below it. */
function faultyKey(error: ErrorObject): string | undefined {
  const name: unknown = error.params['additionalProperty'] ?? error.params['propertyName'] ?? error.propertyName
  return typeof name === 'string' ? name : undefined
}
