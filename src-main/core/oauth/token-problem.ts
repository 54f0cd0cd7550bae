import { explainSignInError } from '../entra/explain-sign-in-error.ts'
import { readSignInError } from '../entra/read-sign-in-error.ts'
import { type Problem, problem } from '../errors.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import { printableText } from '../report/printable-text.ts'
import type { TokenAnswer } from './oauth-ports.ts'

/** A refusal of client id or secret in words: Microsoft’s by its code, that of another provider by the word of OAuth (RFC 6749, 5.2). */
export function tokenProblem(answer: Extract<TokenAnswer, { kind: 'refused' }>, host: string): Problem {
  const { status, error, description, correlationId } = answer
  const asked = [seen('Asked', host), seen('HTTP status', status)]
  if (readSignInError(description).codes.length > 0) {
    const text = JSON.stringify({
      error,
      error_description: description,
      ...(correlationId === undefined ? {} : { correlation_id: correlationId })
    })
    const explained = explainSignInError(text, 'oauth')
    return { ...explained, evidence: [...explained.evidence, ...asked] }
  }
  if (isInTrouble(status, error)) {
    const said = [`HTTP ${String(status)}`, printableText(error), printableText(description).replace(/[.\s]+$/, '')].filter(
      (text) => text !== ''
    )
    return problem('oauth.token.unreadable', { host, because: said.join(', ') }, [
      ...asked,
      seen('Error of the answer', printableText(error))
    ])
  }
  const words = printableText(description).replace(/[.\s]+$/, '')
  const evidence: readonly EvidenceItem[] = [
    ...asked,
    seen('Error of the answer', printableText(error)),
    ...(words === '' ? [] : [seen('It says', words)]),
    ...(correlationId === undefined ? [] : [seen('Correlation id', printableText(correlationId))])
  ]
  return problem('oauth.token.refused', { host, error: printableText(error), words: words === '' ? 'it says no more' : words }, evidence)
}

/** Words of OAuth (RFC 6749, 4.1.2.1) and statuses by which a provider speaks of itself, and not of the secret. */
function isInTrouble(status: number, error: string): boolean {
  return status >= 500 || status === 429 || error === 'temporarily_unavailable' || error === 'server_error'
}
