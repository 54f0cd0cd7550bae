import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { expect, it } from 'vitest'

/**
 * What is exported is imported somewhere: an export that nobody takes is either dead, or private and only looks like something to rely on.
 * A type may be exported for the signature that names it, so types count as used when their own file uses them.
 */
const root = resolve(import.meta.dirname, '..')
const files = ['src-main', 'src-renderer', 'test', 'scripts'].flatMap(sourcesBelow)

it('the sources export nothing that no other file imports', () => {
  const taken = new Set(files.flatMap(namesTakenBy))
  const exported = files.filter(({ path }) => path.startsWith('src-') && path.endsWith('.ts')).flatMap(namesGivenBy)

  expect(exported.length).toBeGreaterThan(1000)
  const unused = exported.filter(
    ({ path, name, isUsedAtHome }) => !isUsedAtHome && !taken.has(`${path} ${name}`) && !taken.has(`${path} *`)
  )
  expect(unused.map(({ path, name }) => `${path} ${name}`)).toEqual([])
})

interface Source {
  readonly path: string
  readonly text: string
}

interface Given {
  readonly path: string
  readonly name: string
  readonly isUsedAtHome: boolean
}

const DECLARED = /^export (?:declare )?(?:abstract )?(?:async )?(const|let|function\*?|class|type|interface) (\w+)/gm
const PASSED_ON = /^export (?:type )?\{([^}]*)\} from /gm

function namesGivenBy({ path, text }: Source): readonly Given[] {
  const declared = [...text.matchAll(DECLARED)].map(([, kind = '', name = '']) => ({
    path,
    name,
    isUsedAtHome: (kind === 'type' || kind === 'interface') && [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1
  }))
  const passedOn = [...text.matchAll(PASSED_ON)].flatMap(([, list = '']) =>
    listed(list).map(({ as: name }) => ({ path, name, isUsedAtHome: false }))
  )
  return [...declared, ...passedOn]
}

const TAKEN = /(?:import|export) (?:type )?(?:\w+, )?\{([^{}]*)\} from '([^']+)'/g
const TAKEN_LATER = /\{([^{}]*)\} = await import\('([^']+)'\)/g
const NAMED_IN_PLACE = /import\('([^']+)'\)\.(\w+)/g
const TAKEN_WHOLE = /(?:import|export) (?:type )?\* as \w+ from '([^']+)'/g
/** A module that is loaded without saying what of it. */
const LOADED = /(?<!await )import\('([^']+)'\)(?!\.\w)/g

/** `file name` for each name that a file takes from another, `file *` for everything. */
function namesTakenBy({ path, text }: Source): readonly string[] {
  const at = (specifier: string): string =>
    relative(root, resolve(root, dirname(path), specifier.replace(/\?.*$/, '')))
      .split(sep)
      .join('/')
  return [
    ...[...text.matchAll(TAKEN), ...text.matchAll(TAKEN_LATER)].flatMap(([, list = '', specifier = '']) =>
      listed(list).map(({ name }) => `${at(specifier)} ${name}`)
    ),
    ...[...text.matchAll(NAMED_IN_PLACE)].map(([, specifier = '', name = '']) => `${at(specifier)} ${name}`),
    ...[...text.matchAll(TAKEN_WHOLE), ...text.matchAll(LOADED)].map(([, specifier = '']) => `${at(specifier)} *`)
  ]
}

/** `a, type b, c as d`: the names there, and here. */
function listed(list: string): readonly { readonly name: string; readonly as: string }[] {
  return list
    .split(',')
    .map((part) => part.trim().replace(/^type /, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', as = name] = part.split(/ as |: /)
      return { name, as }
    })
}

function sourcesBelow(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
}
