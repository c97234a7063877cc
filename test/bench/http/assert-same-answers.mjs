import { panelRequests } from '../requests/panel-requests.mjs'

/** Sends the same generated requests to all servers that decide; a different answer is an error that names the request. */
export async function assertSameAnswers(started, count) {
  const deciding = started.filter(({ said }) => said !== null)
  const requests = panelRequests(count, 11)
  for (const [index, facts] of requests.entries()) {
    const answers = await Promise.all(deciding.map((server) => answerOf(server, facts)))
    const different = answers.findIndex((answer) => answer !== answers[0])
    if (different === -1) continue
    const [one, other] = [deciding[0], deciding[different]].map(({ label }) => label)
    throw new Error(
      `request ${index}: ${one} says ${answers[0]}, ${other} says ${answers[different]}: ${JSON.stringify(facts)}`,
    )
  }
  return deciding.length
}

async function answerOf({ url, target, said }, facts) {
  const response = await fetch(url + target.path, {
    method: target.method,
    headers: target.headers,
    body: JSON.stringify({ [target.wrap]: facts }),
  })
  const text = await response.text()
  return response.ok ? said(JSON.parse(text)) : `${response.status} ${text}`
}
