import type { ScimAnswer } from './scim-ports.ts'
import type { ScimProofKind } from './scim-proof.ts'

/** An answer with what its body is. */
export interface ScimSeen {
  readonly purpose: string
  readonly method: string
  /** Path and query as sent. */
  readonly path: string
  readonly host: string
  /** What it was asked with. */
  readonly proof: ScimProofKind
  readonly answer: ScimAnswer
  /** What of it may be shown: masked while it was whole, because half a secret is found nowhere. */
  readonly shown: ShownAnswer
  readonly body: ScimBody
}

export interface ShownAnswer {
  readonly text: string
  readonly contentType: string
  /** Empty: it leads nowhere. */
  readonly location: string
}

export type ScimBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** A page for people: a sign-in form, an error of a proxy. */
  | { readonly kind: 'page'; readonly title: string }
  | { readonly kind: 'other' }

export function shownAnswer(answer: ScimAnswer, redactText: (text: string) => string): ShownAnswer {
  if (answer.kind === 'no-answer') return { text: '', contentType: '', location: '' }
  return {
    text: redactText(answer.text),
    contentType: redactText(answer.contentType),
    location: redactText(answer.location ?? '')
  }
}

/** Values are of the answer itself; the title of a page is for showing. */
export function readScimBody(answer: ScimAnswer, shown: ShownAnswer): ScimBody {
  if (answer.kind === 'no-answer') return { kind: 'none' }
  const text = answer.text.replace(/^\uFEFF/, '').trim()
  if (text === '') return { kind: 'none' }
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return /^<(?:!doctype|html|head|body|\?xml|!--)/i.test(text) || /\bhtml\b/i.test(answer.contentType)
      ? { kind: 'page', title: titleOf(shown.text) }
      : { kind: 'other' }
  }
}

function titleOf(text: string): string {
  const title = /<title[^>]*>([^<]{0,200})/i.exec(text.slice(0, 20_000))?.[1] ?? ''
  return title.replaceAll(/\s+/g, ' ').trim()
}
