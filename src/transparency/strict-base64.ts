/** The bytes of a base64 text with padding; null for any other text, also for one that another text stands for. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** 32 bytes in base64; null for any other text. */
export function digestOf(text: unknown): Buffer | null {
  const bytes = typeof text === 'string' ? strictBase64(text) : null
  return bytes?.length === 32 ? bytes : null
}
