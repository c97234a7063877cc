export type Environment = Readonly<Record<string, string | undefined>>

/** The environment of this process: nothing else reads it. */
export function processEnvironment(): Environment {
  return process.env
}

/** Whether colour may be written to the stream: a terminal, and neither NO_COLOR nor TERM=dumb asks for none. */
export function wantsColor(stream: { readonly isTTY?: boolean }, environment: Environment): boolean {
  return stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'
}
