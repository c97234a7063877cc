import { panelRequests } from '../requests/panel-requests.mjs'

const facts = panelRequests(2000, 7)
let made = 0

/** A name that no request of any process had before. */
const newName = () => `${process.pid.toString(36)}-${((made += 1)).toString(36)}`

/**
 * Makes requests for a target, each about an order that nobody has seen, of an account of its own or of the one that is
 * named.
 */
export function requestSource({ wrap, policy, keyed = false, headers }, account = null) {
  return () => {
    if (wrap === null) return { headers, body: undefined }
    const name = newName()
    const given = facts[made % facts.length]
    const asked = {
      ...given,
      order: { ...given.order, id: `o-${name}` },
      account: { ...given.account, id: account ?? `a-${name}` },
    }
    return {
      headers: keyed ? { ...headers, 'idempotency-key': `k-${name}` } : headers,
      body: JSON.stringify({ policy, [wrap]: asked }),
    }
  }
}
