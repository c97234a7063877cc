import { Fragment, type ReactElement } from 'react'

/** A dotted or underscored name that is broken between its parts, never within one. */
export function Breakable({ name }: { readonly name: string }): ReactElement {
  const parts = name.split(/(?<=[._])/u)
  return (
    <>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and never move
        <Fragment key={index}>
          {part}
          {index < parts.length - 1 && <wbr />}
        </Fragment>
      ))}
    </>
  )
}
