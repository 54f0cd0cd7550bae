import { type Problem, problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type AttributeMapping, readMappings } from './read-mappings.ts'
import type { MappingCheck } from './scim-views.ts'

/** What mappings that were exported from Entra ID would do at Files.com, against what Files.com documents. */
export function checkMappings(text: string): Result<MappingCheck, Problem> {
  const read = readMappings(text)
  if (!read.ok) return fail(problem('scim.mapping.unreadable', { reason: read.error }))
  const mappings = read.value
  const problems = [
    sourceProblem(mappings, 'userName', (found) => problem('scim.mapping.user-name', { found }, evidenceOf(mappings, 'userName'))),
    sourceProblem(mappings, MAIL, (found) => problem('scim.mapping.mail', { found }, evidenceOf(mappings, MAIL))),
    namesProblem(mappings),
    sourceProblem(mappings, 'active', (found) => problem('scim.mapping.active', { found }, evidenceOf(mappings, 'active'))),
    matchingProblem(mappings)
  ].filter((found) => found !== undefined)
  return succeed({
    headline: headlineOf(problems),
    rows: [...documented.map((wanted) => rowOf(wanted, mappings)), ...ignoredRows(mappings)],
    problems
  })
}

interface Documented {
  readonly target: string
  readonly source: string
  readonly note: string
}

const MAIL = 'emails[type eq "work"].value'

const documented: readonly Documented[] = [
  { target: 'userName', source: 'userPrincipalName', note: 'Becomes the user name in Files.com; has to be what SAML sends.' },
  { target: MAIL, source: 'mail', note: 'Becomes the mail address.' },
  { target: 'name.givenName', source: 'givenName', note: 'First half of the full name.' },
  { target: 'name.familyName', source: 'surname', note: 'Second half of the full name.' },
  { target: 'active', source: 'IsSoftDeleted', note: 'Disables people who leave.' }
]

function rowOf({ target, source, note }: Documented, mappings: readonly AttributeMapping[]): MappingCheck['rows'][number] {
  const mapping = mappingTo(mappings, target)
  const isRight = mapping !== undefined && comesFrom(mapping, source)
  return {
    target,
    expected: source,
    found: mapping === undefined ? '' : describe(mapping),
    verdict: mapping === undefined ? 'missing' : isRight ? 'right' : 'differs',
    note
  }
}

/** Files.com ignores the display name and all other fields. */
function ignoredRows(mappings: readonly AttributeMapping[]): MappingCheck['rows'] {
  return mappings
    .filter(({ target }) => !documented.some((wanted) => isSame(wanted.target, target)))
    .map((mapping) => ({
      target: mapping.target,
      expected: '',
      found: describe(mapping),
      verdict: 'ignored' as const,
      note: /^displayName$/i.test(mapping.target)
        ? 'Files.com ignores the display name: it makes the full name of first and last name.'
        : /^externalId$/i.test(mapping.target)
          ? 'Entra ID uses it for itself.'
          : 'Files.com documents no use of it.'
    }))
}

function sourceProblem(mappings: readonly AttributeMapping[], target: string, make: (found: string) => Problem): Problem | undefined {
  const source = documented.find((wanted) => wanted.target === target)?.source ?? ''
  const mapping = mappingTo(mappings, target)
  if (mapping === undefined) return make('nothing, since it is not mapped')
  return comesFrom(mapping, source) ? undefined : make(describe(mapping))
}

function namesProblem(mappings: readonly AttributeMapping[]): Problem | undefined {
  const wrong = documented.slice(2, 4).filter(({ target, source }) => {
    const mapping = mappingTo(mappings, target)
    return mapping === undefined || !comesFrom(mapping, source)
  })
  if (wrong.length === 0) return undefined
  const missing = wrong
    .map(({ target }) => {
      const mapping = mappingTo(mappings, target)
      return mapping === undefined ? `${target} is not mapped` : `${target} gets ${describe(mapping)}`
    })
    .join('; ')
  return problem('scim.mapping.names', { missing })
}

function matchingProblem(mappings: readonly AttributeMapping[]): Problem | undefined {
  const matching = mappings
    .filter(({ matchingPriority }) => matchingPriority > 0)
    .toSorted((a, b) => a.matchingPriority - b.matchingPriority)
  // A bare list may come without the priorities.
  if (matching.length === 0) return undefined
  const [first] = matching
  if (first !== undefined && isSame(first.target, 'userName') && matching.length === 1) return undefined
  const found = matching.map(({ target, matchingPriority }) => `${target} (precedence ${String(matchingPriority)})`).join(', then ')
  return problem('scim.mapping.matching', { found })
}

function headlineOf(problems: readonly Problem[]): string {
  const [first] = problems
  if (first === undefined) return 'The mappings are as Files.com documents them.'
  return problems.length === 1
    ? `One thing differs from what Files.com documents: ${first.title}.`
    : `${String(problems.length)} things differ from what Files.com documents, the first: ${first.title}.`
}

function evidenceOf(mappings: readonly AttributeMapping[], target: string): readonly ReturnType<typeof seen>[] {
  const mapping = mappingTo(mappings, target)
  return mapping === undefined ? [] : [seen(target, describe(mapping))]
}

function mappingTo(mappings: readonly AttributeMapping[], target: string): AttributeMapping | undefined {
  return mappings.find((mapping) => isSame(mapping.target, target))
}

/** A function around the one attribute, such as lower case, counts; one of several attributes does not, but for the switch of `active`. */
function comesFrom({ attributes }: AttributeMapping, source: string): boolean {
  return attributes.length === 1 && attributes[0]?.toLowerCase() === source.toLowerCase()
}

function describe({ kind, expression, attributes }: AttributeMapping): string {
  if (attributes.length === 1 && /^attribute$/i.test(kind)) return attributes[0] ?? ''
  if (expression !== '') return shortened(expression)
  return attributes.length > 0 ? attributes.join(', ') : 'a fixed value or nothing'
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`
}

/** Entra ID writes the path with spaces and quotation marks that vary. */
function isSame(a: string, b: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/[\s"']/g, '')
      .replace(/^urn:ietf:params:scim:schemas:core:2\.0:user:/, '')
  return plain(a) === plain(b)
}
