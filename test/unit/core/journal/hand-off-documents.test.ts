import { expect, it } from 'vitest'
import { handOffDocuments } from '../../../../src-main/core/journal/hand-off-documents.ts'
import type { HandOffStep, HandOffView } from '../../../../src-main/core/journal/run-view.ts'

it('names each document of a run, no two alike, and leaves out what is no document', () => {
  const step = (value: string, name?: string): HandOffStep => ({
    field: 'saml_provider_metadata_content',
    label: 'Metadata XML file',
    value,
    isSecret: false,
    state: 'not-checked',
    ...(name === undefined ? {} : { file: { name, summary: 'XML document' } })
  })
  const handOff = (changeId: string, steps: readonly HandOffStep[]): HandOffView => ({
    changeId,
    title: changeId,
    pageUrl: 'https://acme.files.com/',
    path: [],
    steps
  })

  const documents = handOffDocuments([
    handOff('sso-strategy:1', [step('one', 'Entra-metadata.xml'), step('no document')]),
    handOff('sso-strategy:2', [step('two', 'entra-metadata.xml')]),
    handOff('sso-strategy:3', [step('three', 'Entra-metadata.xml')])
  ])

  expect(documents.map(({ changeId, name, content }) => [changeId, name, content])).toEqual([
    ['sso-strategy:1', 'Entra-metadata.xml', 'one'],
    ['sso-strategy:2', 'entra-metadata-2.xml', 'two'],
    ['sso-strategy:3', 'Entra-metadata-3.xml', 'three']
  ])
})
