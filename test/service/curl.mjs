// As much of curl as the README uses, so that its commands can be tested without curl.
// Unlike curl it fails (with 22) when the answer is an error.
import { readFileSync, writeFileSync } from 'node:fs'

const output = { file: undefined, format: '' }
const request = { method: undefined, headers: {}, body: undefined }
let url = ''
const words = process.argv.slice(2)
while (words.length > 0) {
  const word = words.shift()
  if (word === '-X') request.method = words.shift()
  else if (word === '-H') {
    const [name, ...value] = words.shift().split(': ')
    request.headers[name] = value.join(': ')
  } else if (word === '-d') request.body = words.shift()
  else if (word === '--data-binary') {
    const data = words.shift()
    request.body = data.startsWith('@') ? readFileSync(data.slice(1)) : data
  } else if (word === '-o') output.file = words.shift()
  else if (word === '-w') output.format = words.shift()
  else if (!/^-[sS]+$/.test(word)) {
    if (word.startsWith('-')) throw new Error(`this curl has no option ${word}`)
    url = word
  }
}
request.method ??= request.body === undefined ? 'GET' : 'POST'
const response = await fetch(url, request)
const text = await response.text()
if (output.file === undefined) process.stdout.write(text)
else writeFileSync(output.file, text)
process.stdout.write(output.format.replaceAll('\\n', '\n').replaceAll('%{http_code}', response.status))
if (!response.ok) {
  process.stderr.write(`${request.method} ${url}: ${response.status} ${text}\n`)
  process.exitCode = 22
}
