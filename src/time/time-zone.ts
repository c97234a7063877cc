import { IANAZone } from 'luxon'

/** Whether the text names an IANA time zone such as `Europe/Berlin` or `UTC`; bare offsets do not. */
export function isTimeZone(text: string): boolean {
  return text.length <= 64 && /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text) && IANAZone.isValidZone(text)
}

/** The IANA names of all time zones, each once: other names of the same one are known, too. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
}
