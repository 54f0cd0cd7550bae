import { type Problem, problem } from '../errors.ts'
import { momentText } from '../model/day-text.ts'
import { fingerprintNotations } from '../model/fingerprint.ts'
import { certificateEvidence } from './certificate-line.ts'
import { fingerprintOfKey, liveKeys, sharedLiveKeys } from './overlap.ts'
import type { SamlMode, SamlTrust, TrustedKey } from './saml-source.ts'
import type { StoredComparison } from './saml-views.ts'
import { seen } from '../evidence.ts'

/** One of the things compared: the stored configuration, the inspected document, what is published now. */
export interface ComparedSide {
  readonly name: string
  /** ISO 8601 in UTC. */
  readonly readAt: string | undefined
  readonly missing: Problem | undefined
  readonly mode: SamlMode | undefined
  readonly url: string | undefined
  readonly trust: SamlTrust | undefined
  readonly logoutUrls: readonly string[]
}

/** F17. A side that is missing, or does not say, contradicts nobody. `now` is an ISO 8601 moment. */
export function compareSides(
  stored: ComparedSide,
  inspected: ComparedSide,
  published: ComparedSide,
  label: string,
  now: string
): StoredComparison {
  const sides = [stored, inspected, published]
  const rows = rowsOf(sides)
  const reference = published.trust ?? inspected.trust
  const problems = [
    ...sides.flatMap(({ missing }) => (missing === undefined ? [] : [missing])),
    ...(stored.trust === undefined || reference === undefined ? [] : keyProblems(stored.trust, reference, label, now)),
    ...differences(rows)
  ]
  return {
    sides: sides.map(({ name, readAt, missing }) => ({ name, readAt, missing })),
    rows,
    headline: headlineOf(sides, rows, problems),
    problems
  }
}

type Row = StoredComparison['rows'][number]

const WAY = 'Way of telling Files.com'

function rowsOf(sides: readonly ComparedSide[]): readonly Row[] {
  const row = (label: string, valueOf: (side: ComparedSide) => string | undefined): Row => {
    const values = sides.map(valueOf)
    const said = values.filter((value) => value !== undefined)
    return { label, values, isSame: new Set(said).size <= 1 }
  }
  return [
    row(WAY, ({ mode }) => (mode === undefined ? undefined : modeText[mode])),
    row('Metadata URL', ({ url }) => url),
    row('Issuer', ({ trust }) => (trust?.issuer === '' ? undefined : trust?.issuer)),
    row('Sign-in address', ({ trust }) => joined(trust?.signOnUrls ?? [])),
    row('Sign-out address', ({ logoutUrls }) => joined(logoutUrls)),
    row('Signing keys (SHA-256)', ({ trust }) => joined((trust?.keys ?? []).map(fingerprintText))),
    row('Last key ends', ({ trust }) => lastEnd(trust?.keys ?? []))
  ].filter(({ values }) => values.some((value) => value !== undefined))
}

const modeText: Readonly<Record<SamlMode, string>> = { url: 'Metadata URL', xml: 'Metadata XML', fingerprint: 'Certificate fingerprint' }

/** In an order of its own, so that the order of a document makes no difference. */
function joined(values: readonly string[]): string | undefined {
  const known = [...new Set(values.filter((value) => value !== ''))].sort()
  return known.length === 0 ? undefined : known.join(', ')
}

function fingerprintText(key: TrustedKey): string {
  return fingerprintNotations(fingerprintOfKey(key)).colonUpper
}

function lastEnd(keys: readonly TrustedKey[]): string | undefined {
  const ends = keys.flatMap((key) => (key.kind === 'certificate' ? [key.certificate.notAfter] : []))
  const last = ends.sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1)
  return last === undefined ? undefined : momentText(last)
}

function keyProblems(stored: SamlTrust, reference: SamlTrust, label: string, now: string): readonly Problem[] {
  const live = liveKeys(reference, now)
  const missing = live.filter((key) => sharedLiveKeys({ ...reference, keys: [key] }, stored, now).length === 0)
  const evidence = [
    ...stored.keys.map((key) => seen('Stored (SHA-256)', fingerprintText(key))),
    ...missing.map((key) =>
      key.kind === 'certificate' ? certificateEvidence(key.certificate) : seen('Not stored (SHA-256)', fingerprintText(key))
    )
  ]
  if (live.length > 0 && missing.length === live.length) {
    const next = live.length === 1 ? 'one other key' : `${live.length} other keys`
    return [
      problem(
        'saml.metadata.no-shared-key',
        { provider: `The provider “${label}”`, stored: stored.keys.length === 1 ? 'one key' : `${stored.keys.length} keys`, next },
        evidence
      )
    ]
  }
  if (missing.length === 0) return []
  return [problem('saml.metadata.stored-keys-outdated', { missing: missing.map(fingerprintText).join(', ') }, evidence)]
}

function differences(rows: readonly Row[]): readonly Problem[] {
  const differing = rows.filter(({ label, isSame, values: [stored] }) => !isSame && stored !== undefined && COMPARED.has(label))
  if (differing.length === 0) return []
  return [
    problem(
      'saml.metadata.stored-differs',
      { what: differing.map(({ label }) => label.toLowerCase()).join(', ') },
      differing.flatMap(({ label, values: [stored, inspected, published] }) => [
        seen(`${label}, stored`, stored ?? '(not said)'),
        seen(`${label}, inspected or published`, inspected ?? published ?? '(not said)')
      ])
    )
  ]
}

/** Keys have problems of their own; another way of telling is no fault. */
const COMPARED: ReadonlySet<string> = new Set(['Issuer', 'Sign-in address', 'Sign-out address', 'Metadata URL'])

function headlineOf(sides: readonly ComparedSide[], rows: readonly Row[], problems: readonly Problem[]): string {
  const [first] = problems.filter(({ code }) => code.startsWith('saml.metadata.') && code !== 'saml.metadata.not-comparable')
  if (first !== undefined) return `${first.title}.`
  const read = sides.filter(({ missing }) => missing === undefined).length
  if (rows.some(({ isSame, label }) => !isSame && label !== WAY)) return 'The sides differ, and sign-in does not depend on it.'
  return read === sides.length
    ? 'Files.com, the inspected document and what Entra ID publishes now say the same.'
    : `The ${read === 1 ? 'one side that could be read contradicts' : `${read} sides that could be read contradict`} nothing.`
}
