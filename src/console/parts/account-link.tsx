import type { ReactElement } from 'react'
import { AnchorLink } from './anchor-link.tsx'

/** Leads to an account. */
export function AccountLink({ id }: { readonly id: string }): ReactElement {
  return (
    <AnchorLink inherit to="/accounts/$id" params={{ id }}>
      {id}
    </AnchorLink>
  )
}

/** Leads to an order of a policy. */
export function OrderLink({ id, policy }: { readonly id: string; readonly policy: string }): ReactElement {
  return (
    <AnchorLink inherit to="/orders/$policyName/$id" params={{ id, policyName: policy }}>
      {id}
    </AnchorLink>
  )
}
