import { randomUUID } from 'node:crypto'

/** An error of Microsoft in OAuth: what a page shows, a redirect carries and a token request answers. */
export interface MicrosoftRefusal {
  /** Of a token request; an error page and a redirect have none of their own. */
  readonly status: number
  /** Of OAuth: `invalid_client`. */
  readonly error: string
  readonly code: number
  /** Begins with the code and ends with the ids that Microsoft puts behind each error, for the sign-in log of the tenant. */
  readonly description: string
  readonly correlationId: string
}

/** `words`: one sentence, without the code. */
export function microsoftRefusal(status: number, error: string, code: number, words: string, now = new Date()): MicrosoftRefusal {
  const correlationId = randomUUID()
  const at = now
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
  return {
    status,
    error,
    code,
    description: `AADSTS${String(code)}: ${words} Trace ID: ${randomUUID()} Correlation ID: ${correlationId} Timestamp: ${at}`,
    correlationId
  }
}
