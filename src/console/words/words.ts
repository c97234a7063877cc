import type { english } from './english.ts'

/** The words of the console: what every language has. */
export type Words = typeof english

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]
