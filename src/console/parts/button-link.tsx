import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ReactElement, Ref } from 'react'

interface LinkedProps extends ButtonProps {
  readonly ref?: Ref<HTMLAnchorElement>
}

/** Leads to a view, in the looks of a button; where to is checked as its type is. */
export const ButtonLink = createLink((props: LinkedProps): ReactElement => <Button component="a" {...props} />)
