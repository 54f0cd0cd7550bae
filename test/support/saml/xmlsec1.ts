import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installLine, xmlPackages } from '../../../scripts/debian-packages.mjs'
import { findProgram, runCommand } from '../../../scripts/run-command.mjs'
import { temporaryFolder } from '../temporary-folder.ts'

/** Elements whose `ID` is an id: nothing tells xmlsec1 but us. */
const WITH_IDS = [
  'urn:oasis:names:tc:SAML:2.0:protocol:Response',
  'urn:oasis:names:tc:SAML:2.0:assertion:Assertion',
  'urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor',
  'urn:oasis:names:tc:SAML:2.0:metadata:EntitiesDescriptor',
  'urn:test:part'
].flatMap((name) => ['--id-attr:ID', name])

export type Xmlsec1Verdict = { readonly kind: 'valid' } | { readonly kind: 'not-valid'; readonly said: string }

/** What xmlsec1 says about the first signature of the document, with the key of this certificate and no other. */
export async function verifyByXmlsec1(xml: string | Uint8Array, certificatePem: string): Promise<Xmlsec1Verdict> {
  await using folder = await temporaryFolder()
  const [document, certificate] = [join(folder.path, 'document.xml'), join(folder.path, 'certificate.pem')]
  await writeFile(document, xml)
  await writeFile(certificate, certificatePem)
  const { code, output } = await runCommand(program('xmlsec1'), ['--verify', ...WITH_IDS, '--pubkey-cert-pem', certificate, document])
  if (code === 0) return { kind: 'valid' }
  if (code === 1) return { kind: 'not-valid', said: output }
  throw new Error(`xmlsec1 ended with ${String(code)}: ${output.slice(-1000)}`)
}

/** Fills the template of a signature that stands in the document. */
export async function signByXmlsec1(template: string, privatePem: string): Promise<string> {
  await using folder = await temporaryFolder()
  const [document, key] = [join(folder.path, 'template.xml'), join(folder.path, 'key.pem')]
  await writeFile(document, template)
  await writeFile(key, privatePem)
  const { code, stdout, output } = await runCommand(program('xmlsec1'), ['--sign', ...WITH_IDS, '--privkey-pem', key, document])
  if (code !== 0) throw new Error(`xmlsec1 ended with ${String(code)}: ${output.slice(-1000)}`)
  return stdout
}

/** The canonical form of the whole document as libxml2 writes it, with comments. */
export async function canonicalByXmllint(xml: string, kind: 'exclusive' | 'inclusive'): Promise<string> {
  const { code, stdout, output } = await runCommand(program('xmllint'), [kind === 'exclusive' ? '--exc-c14n' : '--c14n', '-'], {
    input: xml
  })
  if (code !== 0) throw new Error(`xmllint ended with ${String(code)}: ${output.slice(-1000)}`)
  return stdout
}

/** Whether libxml2 finds the document well-formed, with what it says when not. */
export async function isWellFormedByXmllint(xml: string | Uint8Array): Promise<{ readonly isWellFormed: boolean; readonly said: string }> {
  await using folder = await temporaryFolder()
  const document = join(folder.path, 'document.xml')
  await writeFile(document, xml)
  const { code, output } = await runCommand(program('xmllint'), ['--noout', document])
  // Namespace errors are told and forgiven there.
  return { isWellFormed: code === 0 && !output.includes('namespace error'), said: output }
}

export function program(name: 'xmlsec1' | 'xmllint'): string {
  const found = findProgram(name)
  if (found === undefined) throw new Error(`These tests need a real ${name}. On Debian, as root: ${installLine(xmlPackages)}`)
  return found
}
