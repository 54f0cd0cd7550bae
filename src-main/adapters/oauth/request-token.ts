import { Cancelled, type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import type { TokenAnswer, TokenRequest } from '../../core/oauth/oauth-ports.ts'
import { createRedactor, type Redactor } from '../../core/redact.ts'
import { Secret } from '../../core/secret.ts'
import { askProvider, providerAddress, type ProviderAnswer } from './ask-provider.ts'
import type { OpenIdWays } from './create-open-id.ts'
import { jsonObject, textOf } from './json-object.ts'

/** One client-credentials grant (RFC 6749, 4.4). The token stays in this function, and no text that leaves it holds the secret. */
export async function requestToken(request: TokenRequest, ways: OpenIdWays, signal: CancelSignal): Promise<TokenAnswer> {
  throwIfCancelled(signal)
  const address = providerAddress(request.tokenEndpoint, ways)
  if (!address.ok) return { kind: 'unreadable', because: `the token address cannot be used: ${address.error}, so the secret was not sent` }
  const url = address.value
  const redactor = createRedactor()
  redactor.register(request.clientSecret)
  const mask = (form: string): void => redactor.register(new Secret(form))
  // Loaded when it is needed: most commands never ask for a token.
  const client = await import('openid-client')
  const answers: ProviderAnswer[] = []
  const secret = request.clientSecret.reveal()
  const authentication = request.secretGoesBy === 'body' ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret)
  const config = new client.Configuration({ issuer: url.origin, token_endpoint: url.href }, request.clientId, undefined, authentication)
  // Whether http may be used was decided above; the time is counted here too.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to make people look: it is for providers on this computer
  if (url.protocol === 'http:') client.allowInsecureRequests(config)
  config.timeout = 0
  config[client.customFetch] = async (_url, { headers, body }) => {
    if (!(body instanceof URLSearchParams)) throw new TypeError('A token request has a form as its body')
    sentForms(body, headers['authorization']).forEach(mask)
    const answer = await askProvider({ url, method: 'POST', headers, body: body.toString() }, ways, signal)
    answers.push(answer)
    if (answer.kind !== 'answer') throw new TypeError('No usable answer')
    // Without its other headers: a challenge in one of them would hide the body, which says more.
    return new Response(answer.text === '' ? null : answer.text, { status: answer.status, headers: { 'content-type': answer.contentType } })
  }
  try {
    const token = await client.clientCredentialsGrant(config, request.scope === '' ? {} : { scope: request.scope })
    return { kind: 'accepted', tokenType: token.token_type, expiresInSeconds: token.expires_in }
  } catch (error) {
    if (error instanceof Cancelled || signal.aborted) throw new Cancelled()
    const [answer] = answers
    // Nothing was asked: an argument that the library refuses, so a mistake of ours.
    if (answer === undefined) throw error
    return refusal(answer, request.clientSecret, redactor)
  }
}

/** The secret as it stands in the request, where it has another form than in most addresses: a provider may repeat what it was sent. */
function sentForms(body: URLSearchParams, authorization: string | undefined): readonly string[] {
  const inBody = new URLSearchParams({ x: body.get('client_secret') ?? '' }).toString().slice('x='.length)
  const inHeader = authorization?.replace(/^Basic /i, '') ?? ''
  const pair = Buffer.from(inHeader, 'base64').toString('utf8')
  const encoded = [inBody, pair.slice(pair.indexOf(':') + 1)]
  const small = encoded.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))
  return [...encoded, ...small, inHeader].filter((form) => form !== '')
}

const LONGEST_TEXT = 2000

/** Why an answer is no token. The library says that as well, and drops what the provider said when the status is unusual. */
function refusal(answer: ProviderAnswer, secret: Secret, redactor: Redactor): TokenAnswer {
  if (answer.kind === 'no-answer') return { kind: 'no-answer', failure: answer.failure }
  if (answer.kind === 'redirect') {
    // Only the host: a path may hold the secret, in one of the many forms in which addresses can be written.
    const [host = ''] = answer.to.split('/')
    const place = host === '' || holdsPartOf(secret, host) ? 'another address' : said(host, redactor)
    return { kind: 'unreadable', because: `it leads on to ${place}, which was not followed` }
  }
  const json = jsonObject(answer.text)
  const error = textOf(json?.['error'])
  if (json === undefined || error === '' || answer.status < 400) return { kind: 'unreadable', because: unreadableText(answer, json) }
  const correlationId = textOf(json['correlation_id'])
  return {
    kind: 'refused',
    status: answer.status,
    error: said(error, redactor),
    description: said(textOf(json['error_description']), redactor),
    ...(correlationId === '' ? {} : { correlationId: said(correlationId, redactor) })
  }
}

function unreadableText({ status, text }: Extract<ProviderAnswer, { kind: 'answer' }>, json: object | undefined): string {
  if (json !== undefined) return `HTTP ${String(status)} with JSON that holds no token`
  const what = text.trim() === '' ? 'nothing' : /^\s*</.test(text) ? 'a page' : 'a text that is no JSON object'
  return `HTTP ${String(status)} with ${what}`
}

/** Redacted as it came and shortened afterwards: half a secret would not be recognised any more. */
function said(text: string, redactor: Redactor): string {
  return redactor.redactText(text).slice(0, LONGEST_TEXT)
}

/** Hosts are compared without capitals, and have no room for more than a part of most secrets. */
function holdsPartOf(secret: Secret, host: string): boolean {
  const text = secret.reveal().toLowerCase()
  const length = Math.min(PART, text.length)
  for (let start = 0; start + length <= text.length; start += 1) if (host.includes(text.slice(start, start + length))) return true
  return false
}

const PART = 6
