import { useEffect } from 'react'

const dialog = '[role=dialog]'

/**
 * Where what had the focus is taken away, who has no mouse goes on nearby and not at the top of the page: after a dialog where
 * it was opened, and else (a view that was left, a row that was deleted) at the content of the view.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null
    let opener: Element | null = null
    const note = (): void => {
      const at = document.activeElement
      const entersDialog = isIn(at, dialog) && !isIn(last, dialog)
      if (entersDialog) opener = last
      last = at
    }
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body || last === null || last.isConnected) return
      last = null
      const places = [document.querySelector(dialog), opener, document.getElementById('content')]
      const place = places.find((each) => each?.isConnected === true)
      if (place instanceof HTMLElement) place.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', note)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
}

function isIn(element: Element | null, selector: string): boolean {
  return element !== null && element.closest(selector) !== null
}
