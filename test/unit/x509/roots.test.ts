import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterAll, expect, it } from 'vitest'
import { publicRoots } from '../../../src-main/adapters/x509/public-roots.ts'
import { readCertificates } from '../../../src-main/adapters/x509/read-certificates.ts'
import { rootsFromBundle, systemRoots } from '../../../src-main/adapters/x509/system-roots.ts'
import { makeAuthority } from '../../../src-main/practice/make-certificates.ts'

const folder = mkdtempSync(join(tmpdir(), 'roots-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('offers the public authorities that Node carries', () => {
  const { pems, source } = publicRoots()

  expect(pems).toEqual(rootCertificates)
  expect(source).toContain(String(rootCertificates.length))
})

it('can read every one of them', () => {
  const read = readCertificates(Buffer.from(publicRoots().pems.join('\n')))

  expect(read.ok && read.value.certificates.filter((certificate) => certificate.isSelfSigned).length).toBe(rootCertificates.length)
})

it('reads the authorities of this computer once and says where', () => {
  const roots = systemRoots()

  expect(roots.pems.length).toBeGreaterThan(0)
  expect(roots.source).toMatch(/\d+/)
  expect(systemRoots()).toBe(roots)
  expect(new Set(roots.pems).size).toBe(roots.pems.length)
})

it('takes the first bundle that holds certificates', async () => {
  const root = await makeAuthority()
  const empty = join(folder, 'empty.crt')
  const bundle = join(folder, 'bundle.crt')
  writeFileSync(empty, '# nothing here\n')
  writeFileSync(bundle, `# ours\n${root.certificatePem}`)

  expect(rootsFromBundle([join(folder, 'missing.crt'), empty, bundle])).toEqual({
    pems: [root.certificatePem],
    source: `the certificate store of this computer (1 authority in ${bundle})`
  })
  expect(rootsFromBundle([empty])).toBeUndefined()
})
