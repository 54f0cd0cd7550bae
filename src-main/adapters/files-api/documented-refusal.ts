import { z } from 'zod'
import type { Redactor } from '../../core/redact.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { retryAfterSeconds } from './retry-after.ts'
import type { WholeAnswer } from './whole-answer.ts'

type Refusal = Extract<ServiceFailure, { kind: 'refused' }>

/** The service's own form of an error; undefined when the answer has another form, and so did not come from the service. */
export function documentedRefusal(answer: WholeAnswer, redactor: Redactor): Refusal | undefined {
  if (!isJson(answer.text)) return undefined
  const parsed = refusalSchema.safeParse(JSON.parse(answer.text))
  if (!parsed.success) return undefined
  const { type, error, title, detail, errors, 'model-errors': modelErrors } = parsed.data
  if (type === undefined && error === undefined) return undefined
  const seconds = retryAfterSeconds(answer.headers)
  const tidy = (text: string): string => shortened(redactor.redactText(text).replaceAll(/\s+/g, ' ').trim())
  return {
    kind: 'refused',
    status: answer.status,
    type: tidy(type ?? familyOf[answer.status] ?? ''),
    message: tidy(error ?? detail ?? title ?? ''),
    details: [...textsOf(errors), ...textsOf(modelErrors)].slice(0, MOST_DETAILS).map(tidy),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds })
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

const optionalText = z.string().optional().catch(undefined)

const refusalSchema = z.object({
  type: optionalText,
  error: optionalText,
  title: optionalText,
  detail: optionalText,
  errors: z.unknown().optional(),
  'model-errors': z.unknown().optional()
})

/** What an answer without a type belongs to. */
const familyOf: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'not-authenticated',
  403: 'not-authorized',
  404: 'not-found',
  405: 'bad-request/method-not-allowed',
  422: 'processing-failure',
  429: 'rate-limited',
  503: 'service-unavailable'
}

const MOST_DETAILS = 20
const LONGEST_TEXT = 500
const DEEPEST = 4

/** `errors` is a list, `model-errors` an object of lists, and neither is documented to its last level. */
function textsOf(value: unknown, field = '', depth = 0): readonly string[] {
  if (typeof value === 'string') return [field === '' ? value : `${field}: ${value}`]
  if (depth === DEEPEST || typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown) => textsOf(item, field, depth + 1))
  return Object.entries(value).flatMap(([name, item]) => textsOf(item, field === '' ? name : `${field}.${name}`, depth + 1))
}

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`
}
