import express from 'express'
import { Problem } from '../problems/problem.ts'

/** The setting `trust_proxy` as Express takes it; a Problem invalid_configuration for what is no address or range. */
export function trustedProxies({ trustProxy }: { readonly trustProxy: string | null }): boolean | number | string {
  if (trustProxy === null) return false
  if (/^[1-9]$/u.test(trustProxy)) return Number(trustProxy)
  try {
    express().set('trust proxy', trustProxy)
    return trustProxy
  } catch (cause) {
    throw new Problem('invalid_configuration', `trust_proxy: "${trustProxy}" has a part that is no address or range`, {
      cause,
    })
  }
}
