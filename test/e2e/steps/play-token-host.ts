import type { ElectronApplication } from '@playwright/test'
import { MICROSOFT, rerouteMicrosoft } from './reroute-microsoft.ts'

/** An app registration outside of the application, as Microsoft would know it. */
export interface PlayedTokenHost extends AsyncDisposable {
  readonly tenantId: string
  readonly clientId: string
  /** `GET /path`, in order. */
  readonly asked: readonly string[]
  /** What was posted for a token, as sent. */
  readonly posted: readonly string[]
}

/** Plays Microsoft for one tenant. Every secret is refused, in words that repeat it: nothing worse can be answered. */
export async function playTokenHost(app: ElectronApplication): Promise<PlayedTokenHost> {
  const tenantId = '7a31c0de-52b4-4c1e-9d0f-5b1c6a2e8f40'
  const clientId = '1f0e9d8c-7b6a-4594-8372-6150abcdef98'
  const base = `${MICROSOFT}/${tenantId}`
  const asked: string[] = []
  const posted: string[] = []
  const rerouted = await rerouteMicrosoft(app, (request, response) => {
    const { method = '', url = '' } = request
    asked.push(`${method} ${url}`)
    const answer = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(json))
    if (url === `/${tenantId}/v2.0/.well-known/openid-configuration`)
      return answer(200, {
        issuer: `${base}/v2.0`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint_auth_methods_supported: ['client_secret_post'],
        tenant_region_scope: 'EU',
        cloud_instance_name: 'microsoftonline.com'
      })
    if (url !== `/${tenantId}/oauth2/v2.0/token`) return answer(400, { error: 'invalid_tenant', error_codes: [90002] })
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    return request.on('end', () => {
      posted.push(body)
      const secret = new URLSearchParams(body).get('client_secret') ?? ''
      const base64 = Buffer.from(secret).toString('base64')
      answer(401, {
        error: 'invalid_client',
        error_description: `AADSTS7000215: Invalid client secret provided: '${secret}' (${base64}). Trace ID: ${clientId} Correlation ID: ${tenantId}`,
        error_codes: [7_000_215],
        correlation_id: tenantId
      })
    })
  })
  return { tenantId, clientId, asked, posted, [Symbol.asyncDispose]: () => rerouted[Symbol.asyncDispose]() }
}
