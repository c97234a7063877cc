import type { Access } from '../../access/access.ts'
import type { ApiKey } from '../../access/api-key-store.ts'
import { emptyAnswer, jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { requestFaults } from '../request/request-fault.ts'

type ShownKey = Omit<ApiKey, 'secret_sha256'>

/** API keys without what is stored of their secrets; a new key shows its secret once. */
export function apiKeyRoutes(deps: {
  readonly access: Access
}): OperationHandlers<'createApiKey' | 'listApiKeys' | 'rotateApiKey' | 'revokeApiKey'> {
  const { access } = deps
  return {
    createApiKey: async ({ body }, { author }) => {
      const { key, secret } = await access.createKey({
        name: body.name,
        roles: body.roles,
        reviewLevels: body.review_levels ?? {},
        expiresAt: body.expires_at ?? null,
        author,
      })
      return jsonAnswer<Operations['createApiKey']['answer']>(201, { ...shown(key), secret })
    },
    listApiKeys: async () => {
      const keys = await access.keys()
      return jsonAnswer<Operations['listApiKeys']['answer']>(200, { items: keys.map(shown) })
    },
    rotateApiKey: async ({ path, body }, { author }) => {
      const { overlap_seconds: overlapSeconds = 86_400, expires_at: expiresAt } = body
      const { key, secret } = await access.rotateKey({
        id: path.id,
        author,
        overlapSeconds,
        ...(expiresAt === undefined ? {} : { expiresAt }),
      })
      return jsonAnswer<Operations['rotateApiKey']['answer']>(201, { ...shown(key), secret })
    },
    revokeApiKey: async ({ path }, { caller, author }) => {
      if (path.id === caller?.id) {
        throw requestFaults([
          { parameter: 'id', message: 'is the key of this request: revoke it with another admin key' },
        ])
      }
      await access.revokeKey({ id: path.id, author })
      return emptyAnswer(204)
    },
  }
}

function shown({ secret_sha256: _digest, ...key }: ApiKey): ShownKey {
  return key
}
