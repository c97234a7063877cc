import { InvalidArgumentError } from 'commander'

/** Reads the name of who does something; a blank one is wrong use: a record names somebody. */
export function readAuthor(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It names nobody.')
  return text
}
