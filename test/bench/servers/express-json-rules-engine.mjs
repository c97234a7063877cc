// What a user would write: Express, its JSON parser, json-rules-engine, and nothing kept.
import express from 'express'
import { plainText } from '../peers/exact-amount.mjs'
import { createJsonRulesEngine } from '../peers/json-rules-engine.mjs'
import { panelPolicy } from '../peers/panel-policy.mjs'

const evaluate = createJsonRulesEngine(panelPolicy)
const app = express()
app.use(express.json())
app.post('/decisions', async (request, response) => {
  const { outcome, rule, amount } = await evaluate(panelPolicy.prepare(request.body.facts))
  response.json({ outcome, rule, amount: amount === null ? null : plainText(amount) })
})
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${server.address().port}\n`))
