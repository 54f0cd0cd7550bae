import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { Authority } from '../../../src-main/practice/make-certificates.ts'
import { startHttpsServer } from '../saml/https-server.ts'

export interface TestProvider extends AsyncDisposable {
  /** Its address and its issuer. */
  readonly origin: string
  /** Client ids and how each sends its secret; all have the same secret. */
  readonly clients: { readonly byBody: string; readonly byHeader: string }
  readonly secret: string
  /** The bodies of token requests, as they came. */
  readonly tokenRequests: readonly { readonly authorization: string | undefined }[]
  /** From now on the token address answers with this instead: what Entra ID would say. `undefined`: the provider itself again. */
  answerTokens(answer: ProviderAnswer | undefined): void
}

export interface ProviderAnswer {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A certified OpenID provider on a free port of this computer: over https with this authority, or without encryption. */
export async function startOpenIdProvider(authority: Authority | 'plain'): Promise<TestProvider> {
  const state: { answer: ProviderAnswer | undefined; handle: (request: IncomingMessage, response: ServerResponse) => void } = {
    answer: undefined,
    handle: (_request, response) => response.writeHead(503).end()
  }
  const tokenRequests: { readonly authorization: string | undefined }[] = []
  const listen = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.startsWith('/token') === true) {
      tokenRequests.push({ authorization: request.headers.authorization })
      if (state.answer !== undefined) {
        const { status, body, headers = { 'content-type': 'application/json; charset=utf-8' } } = state.answer
        request.resume()
        response.writeHead(status, headers).end(body)
        return
      }
    }
    state.handle(request, response)
  }
  const server = authority === 'plain' ? await startPlain(listen) : await startHttpsServer(authority, listen)
  state.handle = new Provider(server.origin, configuration()).callback()
  return {
    origin: server.origin,
    clients,
    secret: SECRET,
    tokenRequests,
    answerTokens(answer) {
      state.answer = answer
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()
  }
}

const SECRET = 'a-secret-of-another-provider/with+signs='
const clients = { byBody: 'client-by-body', byHeader: 'client by header' }

function configuration() {
  const client = (client_id: string, token_endpoint_auth_method: string) => ({
    client_id,
    client_secret: SECRET,
    token_endpoint_auth_method,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: []
  })
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  return {
    clients: [client(clients.byBody, 'client_secret_post'), client(clients.byHeader, 'client_secret_basic')],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    cookies: { keys: ['only for tests'] },
    adapter: keepNothing,
    ttl: { ClientCredentials: 600 },
    jwks: { keys: [{ ...key, kid: 'test', use: 'sig', alg: 'RS256' }] }
  }
}

/** Nobody asks a token back; the provider’s own store would warn in every test that it is none for production. */
function keepNothing() {
  const nothing = () => Promise.resolve(undefined)
  return {
    upsert: nothing,
    find: nothing,
    findByUserCode: nothing,
    findByUid: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing
  }
}

async function startPlain(listen: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(listen)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
