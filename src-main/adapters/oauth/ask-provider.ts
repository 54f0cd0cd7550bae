import type { CancelSignal } from '../../core/cancel.ts'
import type { NetworkFailure } from '../../core/model/network-failure.ts'
import { fail, type Result } from '../../core/result.ts'
import { secretWorthyAddress } from '../https/https-address.ts'
import { type LimitedRequest, sendLimited } from '../https/send-limited.ts'
import type { OpenIdWays } from './create-open-id.ts'

export type ProviderAnswer =
  /** With any status but a redirect. Bytes that are no UTF-8 become question marks. */
  | { readonly kind: 'answer'; readonly status: number; readonly contentType: string; readonly text: string }
  /** Not followed. `to`: host and path; empty when it cannot be read. */
  | { readonly kind: 'redirect'; readonly status: number; readonly to: string }
  | { readonly kind: 'no-answer'; readonly failure: NetworkFailure }

/** One request and nothing more. Throws `Cancelled`. */
export async function askProvider(request: LimitedRequest, { send, timeoutMs }: OpenIdWays, signal: CancelSignal): Promise<ProviderAnswer> {
  const answer = await sendLimited(send, request, { timeoutMs, mostBytes: MOST_BYTES }, signal)
  if (answer.kind === 'no-answer') return answer
  const { status, headers, bytes } = answer
  const location = headers.get('location')
  if (status >= 300 && status < 400 && location !== null) return { kind: 'redirect', status, to: placeOf(location, request.url) }
  return { kind: 'answer', status, contentType: headers.get('content-type') ?? '', text: new TextDecoder().decode(bytes) }
}

/** The error is the end of a sentence. */
export function providerAddress(text: string, { allowLocalHttp }: OpenIdWays): Result<URL, string> {
  const url = secretWorthyAddress(text)
  return url.ok && url.value.protocol !== 'https:' && !allowLocalHttp ? fail('it is not https') : url
}

/** A discovery document and a token of Entra ID have two kilobytes each. */
const MOST_BYTES = 1_048_576

/** Without what follows the path: it may hold a session. */
function placeOf(location: string, from: URL): string {
  if (location === '' || !URL.canParse(location, from.href)) return ''
  const target = new URL(location, from.href)
  return `${target.host}${target.pathname}`.slice(0, 200)
}
