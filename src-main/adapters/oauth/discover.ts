import { z } from 'zod'
import type { CancelSignal } from '../../core/cancel.ts'
import type { DiscoveryAnswer } from '../../core/oauth/oauth-ports.ts'
import { askProvider, providerAddress } from './ask-provider.ts'
import type { OpenIdWays } from './create-open-id.ts'
import { jsonObject } from './json-object.ts'

/** Reads the discovery document at this address (OpenID Connect Discovery 1.0, section 4). */
export async function discover(address: string, ways: OpenIdWays, signal: CancelSignal): Promise<DiscoveryAnswer> {
  const url = providerAddress(address, ways)
  if (!url.ok) return { kind: 'unreadable', url: address, because: `${url.error}, so nothing was asked` }
  const { href } = url.value
  const answer = await askProvider({ url: url.value, method: 'GET', headers: { accept: 'application/json' } }, ways, signal)
  switch (answer.kind) {
    case 'no-answer':
      return { kind: 'no-answer', url: href, failure: answer.failure }
    case 'redirect':
      return { kind: 'refused', url: href, status: answer.status, body: '', redirectsTo: answer.to }
    case 'answer':
      return answer.status === 200
        ? readDocument(href, answer.text)
        : { kind: 'refused', url: href, status: answer.status, body: answer.text.slice(0, LONGEST_BODY) }
  }
}

const LONGEST_BODY = 4000

function readDocument(url: string, text: string): DiscoveryAnswer {
  const json = jsonObject(text)
  if (json === undefined)
    return { kind: 'unreadable', url, because: /^\s*</.test(text) ? 'it is a page, not JSON' : 'it is no JSON object' }
  const read = documentSchema.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    return { kind: 'unreadable', url, because: `“${issue?.path.join('.') ?? ''}” is missing or is no text` }
  }
  const { data } = read
  return {
    kind: 'found',
    url,
    document: {
      issuer: data.issuer,
      tokenEndpoint: data.token_endpoint,
      authorizationEndpoint: data.authorization_endpoint ?? '',
      authenticationMethods: data.token_endpoint_auth_methods_supported ?? [],
      tenantRegionScope: data.tenant_region_scope ?? undefined,
      cloudInstanceName: data.cloud_instance_name ?? undefined
    }
  }
}

const line = z.string().max(2000)
const documentSchema = z.object({
  issuer: line.min(1),
  token_endpoint: line.min(1),
  authorization_endpoint: line.nullish(),
  token_endpoint_auth_methods_supported: z.array(line).nullish(),
  tenant_region_scope: line.nullish(),
  cloud_instance_name: line.nullish()
})
