import type { ScimPort } from '../../core/scim/scim-ports.ts'
import { createNodeFetch } from '../files-api/create-node-fetch.ts'
import { secretWorthyAddress } from '../https/https-address.ts'
import { sendLimited, type SendLimits } from '../https/send-limited.ts'

export interface ScimOptions {
  /** The window’s over Chromium, or the command line’s over Node. Default: the command line’s. */
  readonly fetch?: typeof globalThis.fetch
  readonly limits?: Partial<SendLimits>
}

/** Sends what Entra ID would send. Throws a bug for an address that a token may not be sent to: whoever asks has judged it before. */
export function createScim({ fetch = createNodeFetch(), limits = {} }: ScimOptions = {}): ScimPort {
  const within: SendLimits = { ...usualLimits, ...limits }
  return {
    async send({ method, url, token, body }, signal) {
      // A host that looks like one and cannot be: nobody has that name.
      if (!URL.canParse(url)) return { kind: 'no-answer', failure: { kind: 'name-not-found', host: hostIn(url) }, durationMs: 0 }
      const address = secretWorthyAddress(url)
      if (!address.ok) throw new TypeError(`A token may not be sent there: ${address.error}`)
      const answer = await sendLimited(
        fetch,
        {
          method,
          url: address.value,
          headers: {
            accept: 'application/scim+json',
            authorization: `Bearer ${token.reveal()}`,
            ...(body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' })
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) })
        },
        within,
        signal
      )
      if (answer.kind === 'no-answer') return answer
      const { status, headers, bytes, durationMs } = answer
      return {
        kind: 'answered',
        status,
        contentType: headers.get('content-type') ?? '',
        location: headers.get('location') ?? undefined,
        text: new TextDecoder().decode(bytes),
        durationMs
      }
    }
  }
}

/** Entra ID’s own limits are not documented; an answer of SCIM is a few kilobytes. */
const usualLimits: SendLimits = { timeoutMs: 20_000, mostBytes: 1_000_000 }

function hostIn(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? url
}
