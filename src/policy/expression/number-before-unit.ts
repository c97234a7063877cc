/** The number of a text that is one with a unit or sign behind it (`8 EUR`, `25%`), as somebody writes who means the number; null for any other text. */
export function numberBeforeUnit(text: string): string | null {
  return /^(-?\d+(?:\.\d+)?)\s*(?:\p{L}+|\p{Sc}|%)$/u.exec(text)?.[1] ?? null
}
