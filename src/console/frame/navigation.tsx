import { NavLink } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useMay } from '../api/use-session.ts'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../words/use-words.ts'
import { views } from './views.ts'

/** The views that one may see. */
export function Navigation({ onChosen }: { readonly onChosen: () => void }): ReactElement {
  const { shell } = useWords()
  const may = useMay()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <>
      {views
        .filter(({ needs }) => may(needs))
        .map(({ name, to }) => {
          const isHere = path === to || path.startsWith(`${to}/`)
          return (
            <NavLink
              key={name}
              component={Link}
              to={to}
              label={shell.views[name]}
              leftSection={<Icon name={name} />}
              active={isHere}
              aria-current={isHere ? 'page' : undefined}
              onClick={onChosen}
            />
          )
        })}
    </>
  )
}
