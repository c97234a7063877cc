import type { Parameter, ResponseObject } from './document.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { languageParameter, policyNameParameter } from './parameters.ts'
import { versionPathParameter } from './policy-inputs.ts'

const tag = 'Public pages'

function content(description: string, mediaType: string): { readonly 200: ResponseObject } {
  return { 200: { description, content: { [mediaType]: { schema: { type: 'string' } } } } }
}

const html = content('The page.', 'text/html')
const atom = content('The feed.', 'application/atom+xml')

const beforeParameter: Parameter = {
  name: 'before',
  in: 'query',
  required: false,
  description: 'Only versions with a lower number.',
  schema: { type: 'integer', minimum: 2, maximum: 999_999_999 },
  example: 12,
}

/** What customers read: no key is asked for. */
export const pageOperations: readonly OperationDeclaration[] = [
  {
    id: 'getPolicyPage',
    method: 'get',
    path: '/policy',
    tag,
    summary: 'The public policy',
    description:
      'The text of the default policy for customers, with its version and when it was last updated, in the language of ' +
      'the policy that is asked for. It has the policy as JSON-LD (schema.org) for search engines.',
    parameters: [languageParameter],
    answers: html,
    problems: ['policy_not_found'],
  },
  {
    id: 'getPolicyFeed',
    method: 'get',
    path: '/policy/feed.atom',
    tag,
    summary: 'What was published, as a feed',
    description: 'The newest versions of the default policy as an Atom feed (RFC 4287), each with what it changed.',
    parameters: [languageParameter],
    answers: atom,
    problems: ['policy_not_found'],
  },
  {
    id: 'getPolicyVersionsPage',
    method: 'get',
    path: '/policy/versions',
    tag,
    summary: 'What changed, version by version',
    description:
      'The versions of the default policy, newest first: clauses that came, went or were reworded, word by word, and the ' +
      'limits, times and ways of payment that are otherwise. Pages under a policy name are the same whatever the default is.',
    parameters: [beforeParameter, languageParameter],
    answers: html,
    problems: ['policy_not_found', 'policy_version_not_found'],
  },
  {
    id: 'getNamedPolicyPage',
    method: 'get',
    path: '/policy/{name}',
    tag,
    summary: 'The public text of one policy',
    description: 'As `/policy`, of the policy with this name.',
    parameters: [policyNameParameter, languageParameter],
    answers: html,
    problems: ['policy_not_found'],
  },
  {
    id: 'getNamedPolicyFeed',
    method: 'get',
    path: '/policy/{name}/feed.atom',
    tag,
    summary: 'What was published of one policy, as a feed',
    description: 'As `/policy/feed.atom`, of the policy with this name.',
    parameters: [policyNameParameter, languageParameter],
    answers: atom,
    problems: ['policy_not_found'],
  },
  {
    id: 'getNamedPolicyVersionsPage',
    method: 'get',
    path: '/policy/{name}/versions',
    tag,
    summary: 'What changed in one policy, version by version',
    description: 'As `/policy/versions`, of the policy with this name.',
    parameters: [policyNameParameter, beforeParameter, languageParameter],
    answers: html,
    problems: ['policy_not_found', 'policy_version_not_found'],
  },
  {
    id: 'getPolicyVersionPage',
    method: 'get',
    path: '/policy/versions/{version}',
    tag,
    summary: 'The public text of a version',
    description:
      'The text of the default policy as this version has it, and what changed with it. An earlier version says above all ' +
      'else that it is one, and from when to when it was in force.',
    parameters: [versionPathParameter, languageParameter],
    answers: html,
    problems: ['policy_not_found', 'policy_version_not_found'],
  },
  {
    id: 'getNamedPolicyVersionPage',
    method: 'get',
    path: '/policy/{name}/versions/{version}',
    tag,
    summary: 'The public text of a version of one policy',
    description:
      'As `/policy/versions/{version}`, of the policy with this name. `url` of the clause in a decision is such an address, ' +
      'with the clause behind the `#`: it shows the clause as it was in the version that decided, for good.',
    parameters: [policyNameParameter, versionPathParameter, languageParameter],
    answers: html,
    problems: ['policy_not_found', 'policy_version_not_found'],
  },
]
