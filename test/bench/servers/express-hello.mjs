// The yardstick: Express that says hello and nothing else.
import express from 'express'

const app = express()
app.get('/', (_request, response) => {
  response.send('hello')
})
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${server.address().port}\n`))
