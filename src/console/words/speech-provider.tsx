import { type ReactElement, type ReactNode, useEffect, useMemo, useState } from 'react'
import { SpeechContext } from './use-words.ts'
import { type Language, languages } from './words.ts'

const storedAs = 'refund-policy.language'

/** Lets all below read the console in one language: the one chosen before, else the browser's, else English. */
export function SpeechProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        localStorage.setItem(storedAs, next)
        setLanguage(next)
      },
    }),
    [language],
  )
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

function firstLanguage(): Language {
  const wanted = [localStorage.getItem(storedAs), ...navigator.languages]
  for (const tag of wanted) {
    const found = languages.find((language) => tag?.toLowerCase().startsWith(language) === true)
    if (found !== undefined) return found
  }
  return 'en'
}
