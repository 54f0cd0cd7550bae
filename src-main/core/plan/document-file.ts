import { type Problem, problem } from '../errors.ts'
import { fail, type Result, succeed } from '../result.ts'
import { isObject } from './plan-guard.ts'

export type DocumentKind = 'plan' | 'approval' | 'receipt'

/** JSON that a person can read too; absent values are left out. */
export function documentText(kind: DocumentKind, content: object): string {
  return `${JSON.stringify({ ...content, kind }, undefined, 2)}\n`
}

/** The JSON object of a file of this kind: `plan.file-unreadable` for anything else. */
export function documentIn(text: string, fileName: string, kind: DocumentKind): Result<Readonly<Record<string, unknown>>, Problem> {
  const unusable = (reason: string): Result<never, Problem> => fail(problem('plan.file-unreadable', { file: fileName, reason }))
  const value = parsed(text.replace(/^\uFEFF/, ''))
  if (!isObject(value)) return unusable('it is not the JSON document that this application writes')
  const found = value['kind']
  if (found === kind)
    return value['schemaVersion'] === 1 ? succeed(value) : unusable(`it has a version that this application does not know`)
  return unusable(
    typeof found === 'string' && names.has(found)
      ? `it is ${names.get(found) ?? ''}, not ${names.get(kind) ?? kind}`
      : `it is not ${names.get(kind) ?? kind}`
  )
}

const names: ReadonlyMap<string, string> = new Map([
  ['plan', 'a plan'],
  ['approval', 'an approval'],
  ['receipt', 'a receipt']
])

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
