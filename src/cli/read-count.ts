import { InvalidArgumentError } from 'commander'

/** Reads an option that is a whole number above 0; anything else is wrong use. */
export function readCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(text)) throw new InvalidArgumentError('It is no whole number above 0.')
  return Number(text)
}
