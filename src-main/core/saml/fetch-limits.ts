import { entraClouds } from '../entra/entra-cloud.ts'
import type { FetchLimits } from './saml-ports.ts'

/** 15 seconds, 10 MB, three redirects; to hosts of Microsoft’s sign-in, and anywhere only when the person insists. */
export function usualFetchLimits(insist: boolean): FetchLimits {
  return {
    timeoutMs: 15_000,
    mostBytes: 10_485_760,
    mostRedirects: 3,
    hosts: insist ? 'any' : entraClouds.flatMap(({ loginHost, otherLoginHosts }) => [loginHost, ...otherLoginHosts])
  }
}
