/** Milliseconds between two looks whether the service is back. */
const lookAgainAfter = 2000

type Listener = () => void

/** Whether the service answers, as the last request found it; while it does not, it is looked for again and again. */
export const connection = createConnection()

function createConnection(): {
  /** The last request got no answer. */
  lost(): void
  /** A request was answered. */
  answered(): void
  isAway(): boolean
  /** Hears of every change; returns how to stop. */
  subscribe(listener: Listener): () => void
} {
  const listeners = new Set<Listener>()
  let away = false
  const become = (next: boolean): void => {
    if (away === next) return
    away = next
    for (const listener of listeners) listener()
    if (away) setTimeout(look, lookAgainAfter)
  }
  const look = (): void => {
    if (!away) return
    fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => (ok ? become(false) : setTimeout(look, lookAgainAfter)),
      () => setTimeout(look, lookAgainAfter),
    )
  }
  return {
    lost: () => become(true),
    answered: () => become(false),
    isAway: () => away,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
