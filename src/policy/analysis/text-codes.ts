/** Texts as whole numbers: those of the policies from 0 on; below 0 is any text that they do not name. */
export interface TextCodes {
  codeOf(text: string): number
  /** The text of a code; one that no policy names for a code below 0. */
  textOf(code: number): string
  all(): readonly string[]
}

/** No text yet; each gets its code when it is first asked for. */
export function createTextCodes(): TextCodes {
  const codes = new Map<string, number>()
  return {
    codeOf: (text) => {
      const known = codes.get(text)
      if (known !== undefined) return known
      codes.set(text, codes.size)
      return codes.size - 1
    },
    textOf: (code) => [...codes.keys()][code] ?? `other-${-code}`,
    all: () => [...codes.keys()],
  }
}
