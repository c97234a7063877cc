import { createContext, useContext } from 'react'
import { english } from './english.ts'
import { german } from './german.ts'
import type { Language, Words } from './words.ts'

/** The language that the console is read in, and how to choose another. */
export interface Speech {
  readonly language: Language
  choose(language: Language): void
}

export const SpeechContext = createContext<Speech>({ language: 'en', choose: () => {} })

const all: Readonly<Record<Language, Words>> = { en: english, de: german }

/** The words in the language that was chosen. */
export function useWords(): Words {
  return all[useContext(SpeechContext).language]
}

/** The language that was chosen, for numbers and times. */
export function useLanguage(): Language {
  return useContext(SpeechContext).language
}
