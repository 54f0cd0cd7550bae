import { z } from 'zod'
import { fail, succeed } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'

/** What an answer must look like, and what of it goes on. Fields that are not named are dropped: they may be anything, secrets included. */
export type Shape<T> = (json: unknown) => Result<T, string>

/** The error names the first field that does not fit, never its value. */
export function shape<S extends z.ZodType, T>(schema: S, pick: (answer: z.output<S>) => T): Shape<T> {
  return (json) => {
    const result = schema.safeParse(json)
    if (result.success) return succeed(pick(result.data))
    const [issue] = result.error.issues
    return fail(issue === undefined ? 'it does not fit' : `${pathText(issue.path)}: ${issue.message}`)
  }
}

export function listShape<S extends z.ZodType, T>(schema: S, pick: (item: z.output<S>) => T): Shape<readonly T[]> {
  return shape(z.array(schema), (items) => items.map(pick))
}

/** For orders that are answered by a status alone. */
export const noContent: Shape<null> = () => succeed(null)

export function parseAnswer<T>(text: string, answerShape: Shape<T>): Result<T, string> {
  return answerShape(text === '' ? undefined : JSON.parse(text))
}

/** What the service may leave out or set to null. */
export const optionalText = z.string().nullish()
export const optionalNumber = z.number().nullish()
export const optionalFlag = z.boolean().nullish()

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the answer'
  return path
    .map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
