/** Splits a simple shell command into words: plain, '...' and "..." parts, variables of the given ones. */
function shellWords(command: string, variables: Readonly<Record<string, string>> = {}): readonly string[] {
  const words: string[] = []
  const part = /\s+|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<plain>[^\s'"]+)/gs
  let word: string | null = null
  const fill = (text: string): string => text.replaceAll(/\$(\w+)/g, (_, name: string) => variables[name] ?? '')
  for (const { groups = {}, 0: all } of command.matchAll(part)) {
    if (groups['single'] === undefined && groups['double'] === undefined && groups['plain'] === undefined) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = `${word ?? ''}${groups['single'] ?? fill((groups['double'] ?? all).replaceAll(/\\(.)/gs, '$1'))}`
    }
  }
  return word === null ? words : [...words, word]
}

/** Does what the printed curl command would do. */
export async function runCurlCommand(
  command: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const [program, ...words] = shellWords(command, variables)
  if (program !== 'curl') throw new Error(`${program} is not curl`)
  const headers: Record<string, string> = {}
  let url = ''
  let body: string | null = null
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '-H') {
      index += 1
      const [name = '', ...value] = (words[index] ?? '').split(': ')
      headers[name] = value.join(': ')
    } else if (word === '-d') {
      index += 1
      body = words[index] ?? ''
    } else if (!word.startsWith('-')) url = word
  }
  return fetch(url, body === null ? { headers } : { method: 'POST', headers, body })
}
