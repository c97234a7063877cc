import { Anchor, type AnchorProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ReactElement, Ref } from 'react'

interface LinkedProps extends AnchorProps {
  readonly ref?: Ref<HTMLAnchorElement>
  readonly title?: string | undefined
}

/** Leads to a view, in the looks of a link; where to is checked as its type is. */
export const AnchorLink = createLink((props: LinkedProps): ReactElement => <Anchor {...props} />)
