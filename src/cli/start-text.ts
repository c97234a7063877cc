/** What the start has to say. */
export interface StartFacts {
  readonly url: string
  readonly version: string
  readonly storeUrl: string
  /** The policy that decides where a request names none. */
  readonly policy: string
  /** The administrator's key that was just made; null where there was one. */
  readonly newAdminSecret: string | null
  /** Whether the settings give the administrator's key. */
  readonly adminKeyGiven: boolean
}

/** An order of 1000 of which 157 were not delivered. */
const exampleRequest = {
  facts: {
    order: { id: 'order-1', status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' },
    claim: { reason: 'undelivered' },
    account: { id: 'account-1' },
  },
}

const policyOfTheExample = 'smm-panel'

/** What is printed when the service is ready, with a request to paste into a shell. */
export function startText(facts: StartFacts): string {
  const { url, version, storeUrl, policy } = facts
  return `Refund Policy Service ${version} listens on ${url}

  store      ${withoutCredentials(storeUrl)}
  policy     ${policy}, its public page: ${url}/policy
  console    ${url}/console
  API        ${url}/docs
${keyText(facts)}
Ask for a decision:

${exampleCommand(facts)}

`
}

function keyText({ newAdminSecret, adminKeyGiven }: StartFacts): string {
  if (newAdminSecret !== null && !adminKeyGiven) {
    return `\nAn administrator's API key was made. It is shown this once; keep it:\n\n  ${newAdminSecret}\n`
  }
  return adminKeyGiven
    ? "\nThe administrator's API key is the one that was given as ADMIN_KEY.\n"
    : '\nThe API keys are those of the first start (KEY stands for one of them).\n'
}

function exampleCommand({ url, policy, newAdminSecret, adminKeyGiven }: StartFacts): string {
  const key = adminKeyGiven ? '$ADMIN_KEY' : (newAdminSecret ?? '$KEY')
  const authorization = `-H "Authorization: Bearer ${key}"`
  if (policy !== policyOfTheExample) {
    // Another policy wants other facts: its own schema says which.
    return `curl -sS ${url}/v1/policies/${policy}/facts.schema.json ${authorization}`
  }
  return `curl -sS ${url}/v1/decisions ${authorization} -H "Content-Type: application/json" -d '${JSON.stringify(exampleRequest)}'`
}

/** A URL as it may be shown: user and password of a database stay hidden. */
function withoutCredentials(url: string): string {
  return url.replace(/^(mongodb(?:\+srv)?:\/\/)[^/]*@/, '$1...@')
}
