import type {
  Commitments,
  Confidential,
  Entry,
  EntryFrame,
  OrderPart,
  PartMemory,
  Pending,
  PolicyReference,
  StoredFacts,
} from './entry.ts'
import { type EntryKind, entryKinds, kinds } from './entry-kinds.ts'
import {
  anyJson,
  count,
  type Form,
  flag,
  listOf,
  mapOf,
  nullable,
  objectOf,
  oneOf,
  readForm,
  text,
} from './model/form.ts'
import { runningStateForm } from './model/state-forms.ts'

/** Where the parts of an entry were stored apart. */
export interface StoredParts {
  /** Parsed JSON of what the hash covers. */
  readonly body: unknown
  readonly hash: unknown
  /** Parsed JSON; null once erased. */
  readonly confidential: unknown
  readonly pending: unknown
}

/** The entry of stored parts, every part checked against its declared form once. Throws a FormFault. */
export function readEntry({ body, hash, confidential, pending }: StoredParts): Entry {
  const { kind } = readForm(kindForm, body)
  return readForm(entryForms[kind], { ...Object(body), hash, confidential, pending })
}

const policyReferenceForm: Form<PolicyReference> = objectOf<PolicyReference>({
  name: text,
  version: count,
  sha256: text,
})

const commitmentsForm: Form<Commitments> = objectOf<Commitments>({
  facts: nullable(text),
  order_facts: nullable(text),
  message: nullable(text),
  request_fingerprint: nullable(text),
  memory: nullable(text),
})

const storedFactsForm: Form<StoredFacts> = mapOf(anyJson)

const confidentialForm: Form<Confidential> = objectOf<Confidential>({
  salt: text,
  facts: nullable(storedFactsForm),
  order_facts: nullable(storedFactsForm),
  message: nullable(text),
  request_fingerprint: nullable(text),
  memory: nullable(objectOf<PartMemory>({ state: storedFactsForm, counted: listOf(text) })),
})

const pendingForm: Form<Pending> = objectOf<Pending>({
  review: nullable(objectOf<{ readonly level: string; readonly due_by: string }>({ level: text, due_by: text })),
  delivery: flag,
  feed: flag,
})

const frame: { readonly [Part in keyof EntryFrame]: Form<EntryFrame[Part]> } = {
  format: (value) => (value === 1 ? null : ''),
  account: text,
  sequence: (value) => (Number.isSafeInteger(value) ? null : ''),
  id: text,
  at: text,
  decided_at: text,
  order: nullable(objectOf<OrderPart>({ policy: text, id: text, part: nullable(text) })),
  author: text,
  policy: nullable(policyReferenceForm),
  idempotency_key: nullable(text),
  state: runningStateForm,
  commitments: commitmentsForm,
  previous_hash: nullable(text),
  hash: text,
  confidential: nullable(confidentialForm),
  pending: pendingForm,
}

const kindForm: Form<{ readonly kind: EntryKind }> = (value) =>
  oneOf(entryKinds)(Object(value).kind) === null ? null : '.kind'

const entryForms = Object.fromEntries(entryKinds.map((kind) => [kind, formOf(kind)])) as Record<EntryKind, Form<Entry>>

function formOf(kind: EntryKind): Form<Entry> {
  const { request, result } = kinds[kind]
  return objectOf({ ...frame, kind: oneOf([kind]), request, result }) as Form<Entry>
}
