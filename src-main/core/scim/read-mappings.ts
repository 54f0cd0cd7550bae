import { fail, type Result, succeed } from '../result.ts'
import { fieldOf, listOf, textOf } from './json-field.ts'

/** One attribute mapping of users, as Entra ID exports it. */
export interface AttributeMapping {
  /** `emails[type eq "work"].value`. */
  readonly target: string
  /** `Attribute`, `Function`, `Constant`, as exported; empty: not told. */
  readonly kind: string
  /** As Entra ID shows it: `[userPrincipalName]`, `Switch(...)`; may be empty. */
  readonly expression: string
  /** The attributes that it is made of. */
  readonly attributes: readonly string[]
  /** 0: it does not match. 1 is tried first. */
  readonly matchingPriority: number
}

/** The mappings of users in an exported schema, or in a bare list of mappings. The error is the end of a sentence. */
export function readMappings(text: string): Result<readonly AttributeMapping[], string> {
  const json = parsed(text)
  if (!json.ok) return json
  const list = listOfUsers(json.value)
  if (!list.ok) return list
  const mappings = list.value.flatMap((item) => {
    const target = textOf(item, 'targetAttributeName')
    return target === undefined || target === '' ? [] : [mappingOf(item, target)]
  })
  return mappings.length === 0 ? fail('it has no mapping that names a target attribute') : succeed(mappings)
}

function parsed(text: string): Result<unknown, string> {
  if (text.length > LONGEST) return fail('it is far larger than any schema')
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return fail('it is empty')
  try {
    return succeed(JSON.parse(trimmed) as unknown)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    if (trimmed.startsWith('<')) return fail('it is a page or XML, not JSON')
    return fail('it is no JSON')
  }
}

const LONGEST = 20_000_000

/** The Graph schema has a rule with an object mapping for users and one for groups. */
function listOfUsers(json: unknown): Result<readonly unknown[], string> {
  if (Array.isArray(json)) return hasTargets(json) ? succeed(json) : fail('its list holds no attribute mappings')
  const direct = listOf(json, 'attributeMappings')
  if (direct !== undefined) return succeed(direct)
  const rules = listOf(json, 'synchronizationRules') ?? listOf(fieldOf(json, 'schema'), 'synchronizationRules')
  if (rules === undefined) return fail('it has neither synchronizationRules nor attributeMappings')
  const objects = rules.flatMap((rule) => listOf(rule, 'objectMappings') ?? [])
  const users = objects.find(isOfUsers)
  if (users === undefined) return fail('it has no mapping from users to users')
  return succeed(listOf(users, 'attributeMappings') ?? [])
}

function hasTargets(list: readonly unknown[]): boolean {
  return list.some((item) => textOf(item, 'targetAttributeName') !== undefined)
}

function isOfUsers(mapping: unknown): boolean {
  const source = (textOf(mapping, 'sourceObjectName') ?? '').toLowerCase()
  const target = (textOf(mapping, 'targetObjectName') ?? '').toLowerCase()
  return source === 'user' && (target === '' || /(?:^|[:.])user$/.test(target))
}

function mappingOf(item: unknown, target: string): AttributeMapping {
  const source = fieldOf(item, 'source')
  return {
    target,
    kind: textOf(source, 'type') ?? '',
    expression: expressionOf(source),
    attributes: [...new Set(attributesIn(source, 0))],
    matchingPriority: precedenceOf(fieldOf(item, 'matchingPriority'))
  }
}

/** Only of a number or its digits: making a number of any object can throw. */
function precedenceOf(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0
}

function expressionOf(source: unknown): string {
  if (typeof source === 'string') return source
  return textOf(source, 'expression') ?? textOf(source, 'name') ?? ''
}

/** An expression names its attributes in brackets; a plain source is one by its name. */
function attributesIn(source: unknown, depth: number): readonly string[] {
  if (depth > DEEPEST) return []
  if (typeof source === 'string') return bracketed(source)
  const type = textOf(source, 'type') ?? ''
  const name = textOf(source, 'name')
  const own = name !== undefined && /^attribute$/i.test(type) ? [name] : []
  const parameters = (listOf(source, 'parameters') ?? []).flatMap((parameter) =>
    attributesIn(fieldOf(parameter, 'value') ?? parameter, depth + 1)
  )
  const found = [...own, ...parameters]
  return found.length > 0 ? found : bracketed(textOf(source, 'expression') ?? '')
}

const DEEPEST = 20

function bracketed(expression: string): readonly string[] {
  const found = [...expression.matchAll(/\[([\w.]+)\]/g)].map(([, name = '']) => name)
  return found.length > 0 || !/^[\w.]+$/.test(expression) ? found : [expression]
}
