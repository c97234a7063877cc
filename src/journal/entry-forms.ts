import type {
  Commitments,
  Confidential,
  ConfidentialValues,
  Entry,
  EntryFrame,
  KeptValues,
  OrderPart,
  PartMemory,
  Pending,
  PolicyReference,
} from './entry.ts'
import { type EntryKind, entryKinds, kinds } from './entry-kinds.ts'
import { parametersForm } from './kinds/given-action.ts'
import { ignoredFactForm } from './kinds/ignored-fact.ts'
import {
  anyJson,
  count,
  type Form,
  flag,
  leaf,
  listOf,
  type Members,
  mapOf,
  nullable,
  objectOf,
  oneOf,
  orNull,
  text,
  usually,
  usuallyOf,
} from './model/form.ts'
import { runningStateForm } from './model/state-forms.ts'

/** What stands beside the part of an entry that its hash covers. */
export type BesideBody = Pick<EntryFrame, 'hash' | 'confidential' | 'pending'>

const policyReferenceForm = objectOf<PolicyReference>({ name: text, version: count, sha256: text })

const commitmentsForm = objectOf<Commitments>({
  facts: orNull(text),
  order_facts: orNull(text),
  memory: orNull(text),
  personal_facts: orNull(text),
  personal_order_facts: orNull(text),
  message: orNull(text),
  request_fingerprint: orNull(text),
  parameters: orNull(text),
  ignored_facts: orNull(text),
})

/** No value is there. */
export const noCommitments: Commitments = {
  facts: null,
  ignored_facts: null,
  memory: null,
  message: null,
  order_facts: null,
  parameters: null,
  personal_facts: null,
  personal_order_facts: null,
  request_fingerprint: null,
}

const storedFactsForm = mapOf(anyJson)

/** The form of each value that an erasure leaves. */
export const keptValues: Members<KeptValues> = {
  facts: orNull(storedFactsForm),
  order_facts: orNull(storedFactsForm),
  memory: orNull(objectOf<PartMemory>({ state: storedFactsForm, counted: listOf(text) })),
}

/** The form of each value beside an entry. */
export const confidentialValues: Members<ConfidentialValues> = {
  ...keptValues,
  personal_facts: orNull(storedFactsForm),
  personal_order_facts: orNull(storedFactsForm),
  message: orNull(text),
  request_fingerprint: orNull(text),
  parameters: orNull(listOf(parametersForm)),
  ignored_facts: orNull(listOf(ignoredFactForm)),
}

const frame: Members<Omit<EntryFrame, keyof BesideBody>> = {
  format: leaf<1>((value) => value === 1),
  account: text,
  sequence: leaf<number>((value) => Number.isSafeInteger(value)),
  id: text,
  at: text,
  decided_at: usuallyOf(text, ({ at }) => at),
  order: orNull(objectOf<OrderPart>({ policy: text, id: text, part: orNull(text) })),
  author: text,
  policy: orNull(policyReferenceForm),
  idempotency_key: orNull(text),
  state: runningStateForm,
  commitments: usually(commitmentsForm, noCommitments),
  previous_hash: orNull(text),
}

/** What stands beside the body, in its form. */
export const besideForm: Form<BesideBody> = objectOf<BesideBody>({
  hash: text,
  confidential: nullable(
    objectOf<Confidential>({ salt: orNull(text), kept_salt: orNull(text), ...confidentialValues }),
  ),
  pending: objectOf<Pending>({
    review: nullable(objectOf<NonNullable<Pending['review']>>({ level: text, due_by: text })),
    delivery: flag,
    response: orNull(text),
  }),
})

/** The part of an entry that its hash covers, by its kind. */
export const bodyForms = Object.fromEntries(entryKinds.map((kind) => [kind, formOf(kind)])) as Record<
  EntryKind,
  Form<Omit<Entry, keyof BesideBody>>
>

function formOf(kind: EntryKind): Form<Omit<Entry, keyof BesideBody>> {
  const { request, result } = kinds[kind]
  return objectOf({ ...frame, kind: oneOf([kind]), request, result })
}
