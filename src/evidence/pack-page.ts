import type { Policies } from '../policy/versions/policies.ts'
import { chooseLanguage } from '../policy/wording/choose-language.ts'
import type { DisputePack } from './dispute-pack.ts'
import { packHtml } from './pack-html.ts'

/** The pack as HTML, its policy text in the language that is nearest to the one asked for (null: the policy's first). */
export async function packPage(
  policies: Pick<Policies, 'version'>,
  pack: DisputePack,
  language: string | null,
): Promise<string> {
  if (pack.policy === null) return packHtml(pack, null)
  const { policy } = await policies.version(pack.policy.name, pack.policy.version)
  return packHtml(pack, { policy, language: chooseLanguage(policy, language) })
}
