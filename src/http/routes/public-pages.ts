import { policyPage } from '../../policy/page/policy-page.ts'
import type { PublishedText } from '../../policy/page/published-text.ts'
import type { Site } from '../../policy/page/site.ts'
import { versionFeed } from '../../policy/page/version-feed.ts'
import { type VersionHistory, versionsPage } from '../../policy/page/versions-page.ts'
import { policySchema } from '../../policy/schema/policy-schema.ts'
import type { LoadedPolicy, Policies } from '../../policy/versions/policies.ts'
import { chooseLanguage } from '../../policy/wording/choose-language.ts'
import { Problem } from '../../problems/problem.ts'
import { type Answer, textAnswer } from '../answer/answer.ts'
import { pageHeaders } from '../answer/security-headers.ts'
import type { Call, OperationHandlers } from '../operations/operation-handler.ts'

const schemaText = JSON.stringify(policySchema)

type PublicPage =
  | 'getPolicyPage'
  | 'getPolicyFeed'
  | 'getPolicyVersionsPage'
  | 'getNamedPolicyPage'
  | 'getNamedPolicyFeed'
  | 'getNamedPolicyVersionsPage'
  | 'getPolicyVersionPage'
  | 'getNamedPolicyVersionPage'
  | 'getPolicyDocumentSchema'

interface PageDeps {
  readonly policies: Policies
  readonly defaultPolicy: string
  readonly publicUrl: string | null
}

/** So many versions stand on one page, and in the feed. */
const versionsOnAPage = 10

/** What customers and editors read: no key is needed. */
export function publicPageRoutes({ policies, defaultPolicy, publicUrl }: PageDeps): OperationHandlers<PublicPage> {
  const written = (asked: Asked, text: PublishedText, write: Write, mediaType = 'text/html'): Answer => {
    const wanted = asked.language ?? asked.call.preferredLanguage(text.policy.languages)
    const language = chooseLanguage(text.policy, wanted)
    const site = { base: publicUrl ?? '', asked: asked.language === undefined ? null : language }
    const headers = { ...pageHeaders, 'Content-Language': language, Vary: 'Accept-Language' }
    return textAnswer(200, { mediaType, text: write(language, site) }, headers)
  }
  const newest = async (name: string, asked: Asked): Promise<Answer> => {
    const text = await policies.newest(name)
    const shown = { ...text, until: null, before: null }
    return written(asked, text, (language, site) => policyPage(shown, language, site))
  }
  const version = async (name: string, number: number, asked: Asked): Promise<Answer> => {
    const text = await policies.version(name, number)
    const [next] = await policies.versions(name, { before: number + 2, limit: 1 })
    const until = next === undefined || next.version === number ? null : next.published_at
    const shown = { ...text, until, before: number === 1 ? null : await policies.version(name, number - 1) }
    return written(asked, text, (language, site) => policyPage(shown, language, site))
  }
  const versions = async (name: string, before: number | null, asked: Asked): Promise<Answer> => {
    const history = await historyOf(policies, name, before)
    return written(asked, history.texts[0], (language, site) => versionsPage(history, language, site))
  }
  const feed = async (name: string, asked: Asked): Promise<Answer> => {
    const history = await historyOf(policies, name, null)
    const write: Write = (language, site) => versionFeed(history, language, site)
    return written(asked, history.texts[0], write, 'application/atom+xml')
  }
  return {
    getPolicyPage: ({ query }, call) => newest(defaultPolicy, { ...query, call }),
    getPolicyFeed: ({ query }, call) => feed(defaultPolicy, { ...query, call }),
    getPolicyVersionsPage: ({ query }, call) => versions(defaultPolicy, query.before ?? null, { ...query, call }),
    getPolicyVersionPage: ({ path, query }, call) => version(defaultPolicy, path.version, { ...query, call }),
    getNamedPolicyPage: ({ path, query }, call) => newest(path.name, { ...query, call }),
    getNamedPolicyFeed: ({ path, query }, call) => feed(path.name, { ...query, call }),
    getNamedPolicyVersionsPage: ({ path, query }, call) =>
      versions(path.name, query.before ?? null, { ...query, call }),
    getNamedPolicyVersionPage: ({ path, query }, call) => version(path.name, path.version, { ...query, call }),
    getPolicyDocumentSchema: async () =>
      textAnswer(200, { mediaType: 'application/schema+json', text: schemaText }, { 'Cache-Control': 'no-cache' }),
  }
}

interface Asked {
  readonly language?: string
  readonly call: Call
}

type Write = (language: string, site: Site) => string

/** The newest versions below the number, read. Problems policy_not_found, policy_version_not_found. */
async function historyOf(policies: Policies, name: string, before: number | null): Promise<VersionHistory> {
  const found = await policies.versions(name, { before, limit: versionsOnAPage + 1 })
  const read: LoadedPolicy[] = []
  for (const { version } of found) read.push(await policies.version(name, version))
  const [first, ...others] = read.slice(0, versionsOnAPage)
  if (first === undefined) {
    throw new Problem('policy_version_not_found', `The policy "${name}" has no version below ${before ?? 1}.`)
  }
  const isNewest = before === null || (await policies.newest(name)).version.version === first.version.version
  return { texts: [first, ...others], below: read[versionsOnAPage] ?? null, isNewest }
}
