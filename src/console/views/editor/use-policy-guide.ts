import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { functionsQuery, policySchemaQuery } from '../../api/policy-guide.ts'
import type { PolicyGuide } from '../../code/policy-guide.ts'
import type { PolicyName } from '../../text/policy-names.ts'
import { useWords } from '../../words/use-words.ts'

/** What completion and help know: the schema and the functions of the service, and the names of the text. */
export function usePolicyGuide(names: () => readonly PolicyName[]): PolicyGuide {
  const { editor } = useWords()
  const { data: schema = {} } = useQuery(policySchemaQuery)
  const { data: functions = [] } = useQuery(functionsQuery)
  return useMemo(
    () => ({ schema, functions, names, kinds: editor.kinds, phrases: editor.phrases }),
    [schema, functions, names, editor],
  )
}
