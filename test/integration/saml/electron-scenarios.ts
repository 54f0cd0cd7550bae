import { session } from 'electron'
import { createMetadataFetch } from '../../../src-main/adapters/saml/fetch-metadata.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { FetchLimits } from '../../../src-main/core/saml/saml-ports.ts'
import { createSessionFetch } from '../../../src-main/electron/session-fetch.ts'

/** What happens inside Electron: bundled by the test, and called by name in Electron's main process. */
const metadata = createMetadataFetch({ fetch: createSessionFetch() })
const limits: FetchLimits = { timeoutMs: 3000, mostBytes: 1_000_000, mostRedirects: 3, hosts: [] }

/** Chromium asks its own list of authorities; here this computer’s loopback is trusted, or nothing is changed. */
export async function get(url: string, trusted: 'trusted' | 'as it is', hosts: readonly string[]): Promise<unknown> {
  session
    .fromPartition('files-com-reads', { cache: false })
    .setCertificateVerifyProc(trusted === 'trusted' ? (_request, judge) => judge(0) : null)
  const answer = await metadata.fetch(url, { ...limits, hosts }, neverCancelled)
  return answer.ok ? { ...answer.value, bytes: Buffer.from(answer.value.bytes).toString() } : answer.error
}

/** Milliseconds from the cancel to its end. */
export async function cancelled(url: string): Promise<unknown> {
  const controller = new AbortController()
  const fetching = metadata.fetch(url, limits, controller.signal).then(
    () => 'an answer',
    (error: unknown) => (error instanceof Cancelled ? 'cancelled' : String(error))
  )
  setTimeout(() => controller.abort(), 300)
  return fetching
}
