import type { Parameter, RequestBody } from './document.ts'
import { versionSchema } from './parameters.ts'
import { policyTextExample } from './policy-examples.ts'

/** What the operations on policies are listed under. */
export const policyTag = 'Policies'

/** The media types that a policy text may be sent as. */
const policyMediaTypes = ['application/yaml', 'text/yaml', 'application/x-yaml', 'text/plain']

/** A policy's text as it is sent. */
export const policyBody: RequestBody = {
  description: 'The policy as YAML, in UTF-8.',
  required: true,
  content: {
    ...Object.fromEntries(policyMediaTypes.map((mediaType) => [mediaType, { schema: {}, example: policyTextExample }])),
    // The bytes of the text, for generated clients that know no media type of YAML.
    'application/octet-stream': { schema: { type: 'string', format: 'binary' }, example: policyTextExample },
  },
}

/** A version in the path. */
export const versionPathParameter: Parameter = {
  name: 'version',
  in: 'path',
  required: true,
  description: 'Number of the version, from 1.',
  schema: versionSchema,
  example: 3,
}
