import { versionUrl } from '../../ids/clause-url.ts'
import type { Policy } from '../model/policy.ts'
import type { PolicyVersion } from '../versions/policy-version.ts'
import { fixedText } from './clauses-html.ts'
import { type Site, siteHref } from './site.ts'

/** A version, and when the next one took its place: null for the newest. */
interface DescribedVersion {
  readonly policy: Policy
  readonly version: PolicyVersion
  readonly until: string | null
}

/**
 * What search engines read of the page, as the text of a JSON-LD script (schema.org): the document with its version and
 * dates, and while it is in force the MerchantReturnPolicy that it states. How many days there are and what goes back is
 * said by rules over facts, for which that vocabulary has no words: it is left unspecified, not guessed.
 */
export function returnPolicyData({ policy, version, until }: DescribedVersion, language: string, site: Site): string {
  const name = fixedText(policy.title, { policy, language })
  const isInForce = until === null && version.retired !== true
  const data = {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    '@id': siteHref({ ...site, asked: null }, versionUrl(version)),
    url: siteHref(site, versionUrl(version)),
    name,
    inLanguage: language,
    version: String(version.version),
    datePublished: version.published_at,
    ...(until === null ? {} : { expires: until }),
    ...(isInForce ? { mainEntity: returnPolicy(name, policy, siteHref(site, `/policy/${version.name}`)) } : {}),
  }
  // A text of the policy cannot end the script.
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

function returnPolicy(name: string, policy: Policy, link: string): Readonly<Record<string, unknown>> {
  const pays = [...policy.refunds, policy.defaultRuling].some(({ kind, refund }) => kind !== 'deny' && refund !== null)
  return {
    '@type': 'MerchantReturnPolicy',
    name,
    merchantReturnLink: link,
    returnPolicyCategory: `https://schema.org/${pays ? 'MerchantReturnUnspecified' : 'MerchantReturnNotPermitted'}`,
  }
}
