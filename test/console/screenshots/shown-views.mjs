/** Name and address of every view of a filled service, with something to see in each. */
export async function shownViews(api) {
  const [approved] = (await api('GET', '/v1/decisions?outcome=approve&limit=1')).items
  const [denied] = (await api('GET', '/v1/decisions?outcome=deny&rule=completed&limit=1')).items
  const [review] = (await api('GET', '/v1/reviews?limit=1')).items
  const [dispute] = (await api('GET', '/v1/disputes?status=lost&limit=1')).items
  const [open] = (await api('GET', '/v1/disputes?status=open&sort=respond_by&limit=1')).items
  const { draft, ready } = await begunDrafts(api)
  const at = `/policies/smm-panel/drafts/${draft}`
  return [
    ['overview', '/overview'],
    ['decisions', '/decisions'],
    ['decision', `/decisions/${approved.id}`],
    ['decision-denied', `/decisions/${denied.id}`],
    ['reviews', '/reviews'],
    ['review', `/reviews?at=${review.decision_id}`],
    ['reviews-resolved', '/reviews?status=resolved'],
    ['accounts', '/accounts'],
    ['account', `/accounts/${encodeURIComponent(dispute.account)}`],
    ['order', `/orders/smm-panel/${encodeURIComponent(dispute.order)}`],
    ['disputes', '/disputes'],
    ['dispute', `/disputes/${dispute.id}`],
    ['dispute-open', `/disputes/${open.id}`],
    ['policies', '/policies'],
    ['policy', '/policies/smm-panel'],
    ...['page', 'faults', 'cases', 'trial', 'changes', 'proofs', 'outline'].map((panel) => [
      `editor-${panel}`,
      `${at}?panel=${panel}`,
    ]),
    ['form', `${at}?as=form&panel=page`],
    ['release', `${at}/release`],
    ['release-ready', `/policies/smm-panel/drafts/${ready}/release`],
    ['versions', '/policies/smm-panel/versions?from=1&to=3'],
    ...['switch', 'policies', 'keys', 'audit', 'about'].map((tab) => [`settings-${tab}`, `/settings?tab=${tab}`]),
  ]
}

/** Views of a service that nobody has asked anything yet. */
export const emptyViews = [
  ['empty-overview', '/overview'],
  ['empty-decisions', '/decisions'],
  ['empty-reviews', '/reviews'],
  ['empty-accounts', '/accounts'],
  ['empty-disputes', '/disputes'],
  ['empty-policies', '/policies'],
]

/** A draft whose text breaks one of its cases, and one that is commented and approved. */
async function begunDrafts(api) {
  const drafts = '/v1/policies/smm-panel/drafts'
  const { text } = await api('GET', '/v1/policies/smm-panel')
  const { id: draft } = await api('POST', drafts, {
    text: text.replace('most_claims: { value: 10,', 'most_claims: { value: 9,'),
    reason: 'Look at an account after nine claims',
  })
  const { id: ready } = await api('POST', drafts, {
    text: text.replace('due: 96 h', 'due: 72 h'),
    reason: 'Back to three days after the holidays',
  })
  await api('POST', `${drafts}/${ready}/comments`, { text: 'The team is complete again from Monday on.' })
  return { draft, ready }
}
