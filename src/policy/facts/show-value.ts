const longestShown = 60

/** A JSON value for a message: short whatever it holds, and quoted so that blanks are seen. */
export function showValue(json: unknown): string {
  switch (typeof json) {
    case 'string':
      return quote(json)
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(json)
    default:
      return json === null || json === undefined ? 'null' : Array.isArray(json) ? 'a list' : 'an object'
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text)
}
