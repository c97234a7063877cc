import { clauseAnchor, versionUrl } from '../../ids/clause-url.ts'
import type { PolicyVersion } from '../versions/policy-version.ts'

/** Where the pages stand, and in which language whoever reads one goes on. */
export interface Site {
  /** The address of the service without a slash at its end; empty where it is not known: links are then paths. */
  readonly base: string
  /** The language that was asked for in the address; null where the reader's own counts. */
  readonly asked: string | null
}

/** What follows the path of a link. */
interface LinkEnd {
  readonly query?: Readonly<Record<string, string>>
  readonly hash?: string
}

/** A link to a page of this service, which goes on in the language that was asked for. */
export function siteHref({ base, asked }: Site, path: string, { query = {}, hash }: LinkEnd = {}): string {
  const search = new URLSearchParams({ ...query, ...(asked === null ? {} : { language: asked }) }).toString()
  return `${base}${path}${search === '' ? '' : `?${search}`}${hash === undefined ? '' : `#${hash}`}`
}

/** A link to a clause as that version has it. */
export function clauseHref(site: Site, version: PolicyVersion, clause: string): string {
  return siteHref(site, versionUrl(version), { hash: clauseAnchor(clause) })
}
