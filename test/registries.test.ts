import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseHelp } from '../src-main/adapters/help/parse-help.ts'
import { personExplained } from '../src-main/core/checks/ldap/person-explained.ts'
import { personPasswordAccepted } from '../src-main/core/checks/ldap/person-password-accepted.ts'
import { backupHostChecks, closingChecks, directoryChecks } from '../src-main/core/checks/registry.ts'
import { oauthChecks } from '../src-main/core/checks/oauth/registry.ts'
import { samlCertificateChecks, samlMetadataChecks } from '../src-main/core/checks/saml-metadata/registry.ts'
import { scimChecks } from '../src-main/core/checks/scim/registry.ts'
import { samlResponseChecks } from '../src-main/core/checks/saml-response/registry.ts'
import { catalog, isProblemCode, problemCodes } from '../src-main/core/error-catalog.ts'
import { originText, whoText } from '../src-main/core/errors.ts'

/** What is registered somewhere is complete everywhere: codes with their help, checks with their needs. */
const root = resolve(import.meta.dirname, '..')
const helpFolder = join(root, 'resources/help')
const help = readdirSync(helpFolder)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => parseHelp(readFileSync(join(helpFolder, name), 'utf8')).map((text) => ({ ...text, file: name })))

const ladder = [...directoryChecks, personExplained('somebody'), personPasswordAccepted('somebody'), ...closingChecks]
const everyCheck = [
  ...ladder,
  ...backupHostChecks,
  ...samlMetadataChecks,
  ...samlCertificateChecks,
  ...samlResponseChecks,
  ...oauthChecks,
  ...scimChecks
]

type AnyCheck = { readonly id: string; readonly needs?: readonly string[] }

describe('the help', () => {
  it('has exactly one section for every problem code, and none for anything else', () => {
    expect(help.map(({ code }) => code).sort()).toEqual([...problemCodes].sort())
  })

  it('has the title of its problem and something to read in every section', () => {
    const titles = help.map(({ code, title }) => ({ code, title }))
    expect(titles).toEqual(help.map(({ code }) => ({ code, title: isProblemCode(code) ? catalog[code].title : 'no such problem' })))
    expect(help.filter(({ blocks }) => blocks.length < 2).map(({ code }) => code)).toEqual([])
  })

  it('has a command in every section that is about a server', () => {
    const withoutCommand = help.filter(({ file, blocks }) => file !== 'app.md' && !blocks.some(({ kind }) => kind === 'command'))
    expect(withoutCommand.map(({ code }) => code)).toEqual([])
  })

  it('says enough to help and no more than anybody reads', () => {
    const lengths = help.map(({ code, blocks }) => ({ code, words: blocks.map(blockText).join(' ').split(/\s+/).length }))
    expect(lengths.filter(({ words }) => words < 80 || words > 230)).toEqual([])
  })

  it('leaves no marks of its own language in the window', () => {
    const marked = help.filter(({ blocks }) =>
      blocks.some((block) => block.kind !== 'command' && /\*\*|`|^#|^\s*[*-] |\\[*_]/m.test(blockText(block)))
    )
    expect(marked.map(({ code }) => code)).toEqual([])
  })
})

describe('the problem codes', () => {
  it.each(problemCodes)('%s: says who can repair it, where it is seen, and what, in complete sentences', (code) => {
    const { title, who, origin } = catalog[code]
    const texts = sentencesOf(code)

    expect(Object.keys(whoText)).toContain(who)
    expect(Object.keys(originText)).toContain(origin)
    expect(title.length).toBeLessThanOrEqual(60)
    expect(title).not.toMatch(/[.?!]$/)
    for (const text of texts) {
      expect(text).not.toMatch(/undefined|\[object|NaN|null|function/)
      expect(text).not.toMatch(/\s{2,}|\.\.|\s[.,;:]|\(\)|“”/)
      expect(text).toMatch(/[.)]$/)
    }
  })

  it('are all raised somewhere', () => {
    const sources = sourcesBelow('src-main').filter(({ path }) => !path.includes('/core/catalog/'))
    const raised = new Set(sources.flatMap(({ text }) => [...text.matchAll(RAISED_CODE)].map(([, code]) => code)))
    const unused = problemCodes.filter((code) => !raised.has(code))
    expect(unused).toEqual([])
  })

  it('exist wherever one is named', () => {
    const named =
      /'((?:ldap|certificate|app|service|plan|apply|preview|saml|saml-metadata|saml-response|entra|identity|oauth|jit|scim|scim-log|trace|provisioning)\.[a-z0-9]+(?:[.-][a-z0-9]+)*)'/g
    const known = new Set<string>([...problemCodes, ...everyCheck.map(({ id }) => id), ...operationNames(), ...fileFailureCodes()])
    const unknown = ['src-main', 'src-renderer']
      .flatMap(sourcesBelow)
      .flatMap(({ path, text }) => [...text.matchAll(named)].map(([, name = '']) => ({ path, name })))
      // Host names of the practice lab and of the service look alike.
      .filter(({ name }) => !known.has(name) && !/\.(?:example|files\.com)$/.test(name))
    expect(unknown).toEqual([])
  })
})

describe('the checks', () => {
  it.each([
    ['the first host', ladder],
    ['a backup host', backupHostChecks],
    ['SAML metadata', samlMetadataChecks],
    ['a SAML certificate', samlCertificateChecks],
    ['a SAML response', samlResponseChecks],
    ['a SCIM server', scimChecks],
    ['an app registration', oauthChecks]
  ])('have ids that occur once on the ladder of %s', (_what, checks: readonly AnyCheck[]) => {
    const ids = checks.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each([
    ['the first host', ladder],
    ['a backup host', backupHostChecks],
    ['SAML metadata', samlMetadataChecks],
    ['a SAML certificate', samlCertificateChecks],
    ['a SAML response', samlResponseChecks],
    ['a SCIM server', scimChecks],
    ['an app registration', oauthChecks]
  ])('need only rungs that come before them on the ladder of %s', (_what, checks: readonly AnyCheck[]) => {
    const misplaced = checks.flatMap((check, index) =>
      (check.needs ?? []).filter((need) => !checks.slice(0, index).some(({ id }) => id === need)).map((need) => `${check.id} needs ${need}`)
    )
    expect(misplaced).toEqual([])
  })

  it.each(everyCheck.map(({ id, title }) => [id, title] as const))('%s states the healthy condition: “%s”', (id, title) => {
    expect(id).toMatch(/^(?:ldap|certificate|saml-metadata|saml-response|oauth|scim)\.[a-z]+(?:-[a-z]+)*$/)
    expect(title).toMatch(/^[A-Z].*[^.?!:]$/)
    expect(title.length).toBeLessThanOrEqual(70)
  })

  it('have one file each, named like their id', () => {
    const names = everyCheck.map(({ id }) => id.split('.').join('/'))
    expect(names.filter((name) => !existsSync(join(root, 'src-main/core/checks', `${name}.ts`)))).toEqual([])
  })
})

function blockText(block: (typeof help)[number]['blocks'][number]): string {
  return block.kind === 'list' ? block.items.join('\n') : block.text
}

/**
 * Cause and remedy with made-up facts: every field answers with a word that can also be counted, so that a sentence which forgets
 * a field or prints an object shows it. Once with every optional text filled, and once with all texts empty.
 */
function sentencesOf(code: (typeof problemCodes)[number]): readonly string[] {
  const { cause, remedy } = catalog[code]
  return [filledFacts, emptyTextsOf(code)].flatMap((facts) => [callWith(cause, facts), callWith(remedy, facts)])
}

/** A type, a case and a comparison only wait for a code, and raise none. */
const RAISED_CODE = /(?<!case |\| |[!=]== |readonly \w+\??: )'([a-z-]+(?:\.[a-z0-9-]+)+)'/g

const NUMBERS =
  /^(?:port|count|days|left|threshold|windowMinutes|timeoutMs|seen|people|groups|read|code|digits|administrators|managed|before|tries|status|minutes)$/

/** Texts that may be empty, by the codes whose facts say so; what the service or a file said is elsewhere always there. */
const OPTIONAL_TEXTS =
  /^(?:ldap\.\S+ (?:text|nearest|children|alternatives)|app\.invalid-input where|service\.(?:answer\.html-page|key\.malformed) text|plan\.profile\.unreadable where)$/

const filledFacts = factsBy((field) => (NUMBERS.test(field) ? 3 : `(${field})`))

function emptyTextsOf(code: string): object {
  return factsBy((field) => {
    if (field === 'url') return undefined
    if (NUMBERS.test(field)) return 1
    return OPTIONAL_TEXTS.test(`${code} ${field}`) ? '' : `(${field})`
  })
}

function factsBy(valueOf: (field: string) => unknown): object {
  return new Proxy({}, { get: (_target, field) => valueOf(String(field)) })
}

/** Each entry wants facts of its own type; the made-up ones answer to any name. */
function callWith(sentence: unknown, facts: object): string {
  if (typeof sentence !== 'function') throw new TypeError('A catalogue entry without a sentence')
  return String(Reflect.apply(sentence, undefined, [facts]))
}

function sourcesBelow(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** Names that look like codes and are none: operations of the contract, and reasons why a file gives no certificate. */
function operationNames(): readonly string[] {
  return [
    ...readFileSync(join(root, 'src-main/contract/operations.ts'), 'utf8').matchAll(/'([a-z]+\.[a-z]+(?:-[a-z]+)*)': (?:call|stream)\(/g)
  ].map(([, name = '']) => name)
}

function fileFailureCodes(): readonly string[] {
  return [...readFileSync(join(root, 'src-main/core/model/certificate-file-failure.ts'), 'utf8').matchAll(/code: '([a-z0-9.-]+)'/g)].map(
    ([, name = '']) => name
  )
}
