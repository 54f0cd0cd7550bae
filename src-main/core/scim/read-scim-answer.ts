import type { ScimAnswer } from './scim-ports.ts'

/** An answer with what its body is. */
export interface ScimSeen {
  readonly purpose: string
  readonly method: string
  /** Path and query as sent. */
  readonly path: string
  readonly host: string
  readonly answer: ScimAnswer
  readonly body: ScimBody
}

export type ScimBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** A page for people: a sign-in form, an error of a proxy. */
  | { readonly kind: 'page'; readonly title: string }
  | { readonly kind: 'other' }

export function readScimBody(answer: ScimAnswer): ScimBody {
  if (answer.kind === 'no-answer') return { kind: 'none' }
  const text = answer.text.replace(/^\uFEFF/, '').trim()
  if (text === '') return { kind: 'none' }
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return /^<(?:!doctype|html|head|body|\?xml|!--)/i.test(text) || /\bhtml\b/i.test(answer.contentType)
      ? { kind: 'page', title: titleOf(text) }
      : { kind: 'other' }
  }
}

function titleOf(text: string): string {
  const title = /<title[^>]*>([^<]{0,200})/i.exec(text.slice(0, 20_000))?.[1] ?? ''
  return title.replaceAll(/\s+/g, ' ').trim()
}
