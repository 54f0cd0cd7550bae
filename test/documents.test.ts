import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { expect, it } from 'vitest'

/** What the documents name is there: a file or folder that was moved takes its mention with it. */
const root = resolve(import.meta.dirname, '..')
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
]
const parents = ['', 'src-main', 'src-main/core', 'src-main/cli', 'src-main/app', 'src-main/adapters', 'src-renderer', 'docs', 'test']
const everything = ['src-main', 'src-renderer', 'scripts', 'test', 'docs', 'resources'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).map((entry) =>
    relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')
  )
)

/** Made up, to show how something new is added; and folders outside the project. */
const imagined = /\/paging-offered\b|^previews\/SITE$/

it.each(pages)('%s names files and folders that exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside).filter(looksLikePath)
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => join(page, '..', target))

  expect([...named, ...linked].filter((path) => !imagined.test(path) && !isThere(path))).toEqual([])
})

it('README and architecture name every script that a person may run', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> }
  const text = ['README.md', 'docs/architecture.md'].map((page) => readFileSync(join(root, page), 'utf8')).join('\n')

  const unnamed = Object.keys(scripts).filter((name) => !new RegExp(`npm (?:run (?:--silent )?)?${name}\\b`).test(text))
  expect(unnamed).toEqual([])
})

/** `core/ports`, `answer-operation.ts`, `docs/*.schema.json`; not `*.example`, `node:*`, `GET /users`, or an import in an example. */
function looksLikePath(inside: string): boolean {
  if (/\s|^[.@*-]|^node:|[<>{}()=|"'“”,;]|:\/\//.test(inside)) return false
  return /\.(?:ts|mjs|md|json|svelte)$/.test(inside) || /^[a-z][\w-]*(?:\/[\w*.-]+)+$/.test(inside)
}

function isThere(path: string): boolean {
  if (path.includes('*')) return parents.some((parent) => everything.some((known) => fits(join(parent, path), known)))
  if (parents.some((parent) => existsSync(join(root, parent, path)))) return true
  // A file whose folder the sentence names before.
  return !path.includes('/') && everything.some((known) => known.endsWith(`/${path}`))
}

/** `*` stands for anything within a name. */
function fits(pattern: string, path: string): boolean {
  const source = pattern.split(sep).join('/').replaceAll('.', '\\.').replaceAll('*', '[^/]*')
  return new RegExp(`^${source}$`).test(path)
}
