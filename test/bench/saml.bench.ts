import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../scripts/run-command.mjs'
import { readResponse } from '../../src-main/adapters/saml/read-response.ts'
import { readXml } from '../../src-main/adapters/xml/read-xml.ts'
import { verifySignatures } from '../../src-main/adapters/xml/verify-signatures.ts'
import { createCertificates } from '../../src-main/adapters/x509/create-certificates.ts'
import { makeSigningKey, type SigningKey } from '../support/saml/signing-key.ts'
import { signTemplate } from '../support/saml/sign-template.ts'
import { assertionTemplate, readCertificate, responseXml, trusted } from '../support/saml/signed-samples.ts'
import { program } from '../support/saml/xmlsec1.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { compare, resultLine, timed } from './compare.ts'
import { federationMetadata } from './federation-generator.ts'

/** `aggregate`, `responses`; both without a choice. One line each. */
export async function samlBench(pairs: number, only?: string): Promise<string> {
  const key = await makeSigningKey()
  const lines: string[] = []
  if (only === undefined || only === 'aggregate') lines.push(await aggregateBench(key, pairs))
  if (only === undefined || only === 'responses') lines.push(await responsesBench(key, pairs))
  return lines.join('\n')
}

/** Reading and verifying in this process, which is warm after the first time, against both of their programs, which begin anew. */
async function aggregateBench(key: SigningKey, pairs: number): Promise<string> {
  await using folder = await temporaryFolder()
  const bytes = Buffer.from(federationMetadata(5_000_000, key))
  const [document, certificate] = [join(folder.path, 'federation.xml'), join(folder.path, 'certificate.pem')]
  await writeFile(document, bytes)
  await writeFile(certificate, key.certificatePem)
  return resultLine(
    await compare(
      {
        name: `a signed federation aggregate of ${(bytes.length / 1_000_000).toFixed(1)} MB read and verified in process / xmllint --noout and xmlsec1 --verify, one process each`,
        ours: () => timed(async () => verifyMetadata(bytes, key)),
        reference: () =>
          timed(async () => {
            await succeed(program('xmllint'), ['--noout', document])
            await succeed(program('xmlsec1'), [
              '--verify',
              ...idAttribute('metadata:EntitiesDescriptor'),
              '--pubkey-cert-pem',
              certificate,
              document
            ])
          })
      },
      pairs
    )
  )
}

function verifyMetadata(bytes: Uint8Array, key: SigningKey): void {
  const read = readXml(bytes)
  const verdicts = read.ok ? verifySignatures(read.value, trusted(key), readCertificate).map(({ facts }) => facts.verdict.kind) : []
  if (verdicts.join() !== 'valid') throw new Error(`The aggregate is ${verdicts.join()}`)
}

const RESPONSES = 1000

/** The whole reading of a response, from base64 to the facts of what is signed, against one xmlsec1 for all the files, which only verifies. */
async function responsesBench(key: SigningKey, pairs: number): Promise<string> {
  await using folder = await temporaryFolder()
  const certificate = join(folder.path, 'certificate.pem')
  await writeFile(certificate, key.certificatePem)
  const responses = Array.from({ length: RESPONSES }, (_, number) => signedResponse(number, key))
  const files = responses.map((_, number) => join(folder.path, `${number}.xml`))
  for (const [number, xml] of responses.entries()) await writeFile(files[number] ?? '', xml)
  const encoded = responses.map((xml) => Buffer.from(xml).toString('base64'))
  const certificates = createCertificates()
  return resultLine(
    await compare(
      {
        name: `${String(RESPONSES)} signed responses read from base64 in process / one xmlsec1 --verify over the same files`,
        ours: () =>
          timed(async () => {
            for (const text of encoded) {
              const read = await readResponse(text, trusted(key), certificates)
              if (!read.ok || read.value.signed.kind !== 'assertion') throw new Error('A response was not read as signed')
            }
          }),
        reference: () =>
          timed(() =>
            succeed(program('xmlsec1'), ['--verify', ...idAttribute('assertion:Assertion'), '--pubkey-cert-pem', certificate, ...files])
          )
      },
      pairs
    )
  )
}

function signedResponse(number: number, key: SigningKey): string {
  const groups = Array.from(
    { length: 20 },
    (_, group) => `<saml:AttributeValue>group-${String(group)}-of-${String(number)}</saml:AttributeValue>`
  ).join('')
  const statement = `<saml:AttributeStatement><saml:Attribute Name="groups">${groups}</saml:Attribute></saml:AttributeStatement></saml:Assertion>`
  const template = responseXml({ inAssertion: assertionTemplate(key), nameId: `person-${String(number)}@example.com` })
  return signTemplate(template.replace('</saml:Assertion>', statement), key)
}

function idAttribute(name: string): readonly string[] {
  return ['--id-attr:ID', `urn:oasis:names:tc:SAML:2.0:${name}`]
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(command, args)
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${output.slice(-2000)}`)
}
