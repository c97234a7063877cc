import { requestFaults } from './request-fault.ts'

/**
 * The policy that an order belongs to: named in the query or in the body, else the default one. Two
 * different names are a Problem invalid_request.
 */
export function orderPolicy(
  query: { readonly policy?: string },
  body: { readonly policy?: string },
  defaultPolicy: string,
): string {
  if (query.policy !== undefined && body.policy !== undefined && query.policy !== body.policy) {
    throw requestFaults([
      { pointer: '/policy', message: `differs from the parameter policy, which is ${query.policy}` },
    ])
  }
  return query.policy ?? body.policy ?? defaultPolicy
}
