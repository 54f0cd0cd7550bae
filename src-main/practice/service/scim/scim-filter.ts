import { fail, type Result, succeed } from '../../../core/result.ts'

/** `attribute eq "value"`, all of which have to hold. Attributes in small letters, without white space. */
export interface ScimCondition {
  readonly attribute: string
  readonly value: string
}

/** The part of the filters that Entra ID uses: `eq`, joined by `and`. The error is a sentence. */
export function readScimFilter(text: string): Result<readonly ScimCondition[], string> {
  const conditions: ScimCondition[] = []
  let rest = text.trim()
  for (;;) {
    const found = CONDITION.exec(rest)
    if (found === null) return fail('Only attribute eq "value", joined by and, is understood.')
    const [whole, attribute = '', quoted, bare = ''] = found
    const value = quoted === undefined ? bare : unquoted(quoted)
    if (value === undefined) return fail('The value is not written properly.')
    conditions.push({ attribute: attribute.replaceAll(/\s+/g, '').toLowerCase(), value })
    rest = rest.slice(whole.length)
    if (rest === '') return succeed(conditions)
    const joined = /^\s+and\s+/i.exec(rest)
    if (joined === null) return fail('Only attribute eq "value", joined by and, is understood.')
    rest = rest.slice(joined[0].length)
  }
}

const CONDITION = /^([a-z][\w.:]*(?:\[[^\]]*\](?:\.\w+)?)?)\s+eq\s+(?:("(?:[^"\\]|\\.)*")|(true|false|\d+))/i

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
