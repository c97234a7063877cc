import { Alert, Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Schemas } from '../../api/client.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Instant } from '../../parts/instant.tsx'
import { useWords } from '../../words/use-words.ts'
import { verifyReceipt } from './verify-receipt.ts'

/** Verifies a receipt here and now, and says what that shows and what it does not. */
export function VerifyButton({ receipt }: { readonly receipt: Schemas['Receipt'] }): ReactElement {
  const { decision: words } = useWords()
  const verify = useMutation({ mutationFn: () => verifyReceipt(receipt) })
  // A browser lends its hashes to pages over TLS, and of this machine, alone.
  if (!globalThis.isSecureContext) return <Text size="sm">{words.verifyOverTls}</Text>
  const { data } = verify
  const isGood = data !== undefined && data.hasHash && data.isInTree
  return (
    <>
      <Button
        size="sm"
        variant="default"
        style={{ alignSelf: 'start' }}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {words.verify}
      </Button>
      {verify.error !== null && <FaultNote fault={verify.error} />}
      {data !== undefined && (
        <Alert
          color={isGood ? 'teal' : 'red'}
          variant="light"
          role="status"
          title={isGood ? words.isTrue : words.isFalse}
        >
          <Text size="sm">{data.hasHash ? words.hasHash : words.hasNoHash}</Text>
          <Text size="sm">
            {data.isInTree ? words.isInTree : words.isNotInTree}{' '}
            {data.checkpointAt !== null && <Instant at={data.checkpointAt} />}
          </Text>
          <Text size="sm">{words.signature}</Text>
        </Alert>
      )}
    </>
  )
}
