import type { ReactElement } from 'react'

/** The sign of the console, as in the tab of the browser. */
export function Mark(): ReactElement {
  return (
    <svg aria-hidden="true" width="24" height="24" viewBox="0 0 32 32" style={{ flexShrink: 0 }}>
      <rect width="32" height="32" rx="7" fill="#0b7285" />
      <path
        d="M11 8.5h8.5a5.5 5.5 0 0 1 0 11H11m0 0 4.2-4.2M11 19.500l4.200 4.200"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
