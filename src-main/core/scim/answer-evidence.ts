import { type Evidence, type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { askedSchemes } from './asked-schemes.ts'
import type { ScimSeen } from './read-scim-answer.ts'

/** The request and what came back, as a person compares it with a log. What an answer says may be about people. */
export function answerEvidence({ method, path, answer, shown }: ScimSeen): Evidence {
  const request = seen('Request', `${method} ${decoded(path)}`)
  if (answer.kind === 'no-answer') return [request]
  const start = shown.text.trim().replaceAll(/\s+/g, ' ')
  const schemes = askedSchemes(answer.challenges ?? '')
  const items: EvidenceItem[] = [
    seen('Answer', `HTTP ${String(answer.status)}${shown.contentType === '' ? ', no content type' : `, ${shown.contentType}`}`),
    ...(answer.status === 401 && schemes.length > 0 ? [seen('Asks for', schemes.join(' or '))] : []),
    ...(shown.location === '' ? [] : [seen('Leads to', shortened(withoutQuery(shown.location)))]),
    ...(start === '' ? [] : [seenAboutPeople('Answer begins with', shortened(start))])
  ]
  return [request, ...items]
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}

/** It may hold a session. */
function withoutQuery(location: string): string {
  return location.replace(/[?#].*$/, '')
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

const LONGEST = 300
