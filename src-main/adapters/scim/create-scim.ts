import type { ScimPort } from '../../core/scim/scim-ports.ts'
import { type ScimProof, userAndPassword } from '../../core/scim/scim-proof.ts'
import { createNodeFetch } from '../files-api/create-node-fetch.ts'
import { secretWorthyAddress } from '../https/https-address.ts'
import { sendLimited, type SendLimits } from '../https/send-limited.ts'

export interface ScimOptions {
  /** The window’s over Chromium, or the command line’s over Node. Default: the command line’s. */
  readonly fetch?: typeof globalThis.fetch
  readonly limits?: Partial<SendLimits>
}

/** Sends what Entra ID would send. Throws a bug for an address that a secret may not be sent to: whoever asks has judged it before. */
export function createScim({ fetch = createNodeFetch(), limits = {} }: ScimOptions = {}): ScimPort {
  const within: SendLimits = { ...usualLimits, ...limits }
  return {
    async send({ method, url, proof, body }, signal) {
      // A host that looks like one and cannot be: nobody has that name.
      if (!URL.canParse(url)) return { kind: 'no-answer', failure: { kind: 'name-not-found', host: hostIn(url) }, durationMs: 0 }
      const address = secretWorthyAddress(url)
      if (!address.ok) throw new TypeError(`A secret may not be sent there: ${address.error}`)
      const answer = await sendLimited(
        fetch,
        {
          method,
          url: address.value,
          headers: {
            accept: 'application/scim+json',
            authorization: authorization(proof),
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
        ...challengesIn(headers),
        text: new TextDecoder().decode(bytes),
        durationMs
      }
    }
  }
}

/** RFC 6750, or RFC 7617 in UTF-8: what a server with another encoding in mind makes of letters beyond ASCII nobody knows. */
function authorization(proof: ScimProof): string {
  if (proof.kind === 'token') return `Bearer ${proof.token.reveal()}`
  return `Basic ${Buffer.from(userAndPassword(proof.username, proof.password).reveal(), 'utf8').toString('base64')}`
}

function challengesIn(headers: Headers): { readonly challenges?: string } {
  const challenges = headers.get('www-authenticate')
  return challenges === null ? {} : { challenges }
}

/** Entra ID’s own limits are not documented; an answer of SCIM is a few kilobytes. */
const usualLimits: SendLimits = { timeoutMs: 20_000, mostBytes: 1_000_000 }

function hostIn(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? url
}
