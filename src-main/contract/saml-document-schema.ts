import { z } from 'zod'
import { count, evidenceItem, ladderProblem, ladderRow, ladderSummary, who } from './ladder-row-schema.ts'

/** The promise made to whoever reads `saml inspect --json` and `saml response --json`; the documents in docs are made from it. */
const fact = z.strictObject({ label: z.string(), value: z.string() })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const head = {
  schemaVersion: z.literal(1),
  application: z.strictObject({ name: z.string(), version: z.string() }),
  inspectedAt: z.iso.datetime(),
  durationMs: count,
  subject: z.array(evidenceItem).describe('What was inspected, and against what'),
  summary: ladderSummary,
  checks: z.array(ladderRow).describe('In the order of the ladder')
}

const source = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('url'), url: z.string() }),
  z.strictObject({ mode: z.literal('xml'), xml: z.string() }),
  z.strictObject({ mode: z.literal('fingerprint'), sha256, issuer: z.string(), signOnUrl: z.string(), logoutUrl: z.string() })
])

export const samlMetadataDocumentSchema = z.strictObject({
  ...head,
  command: z.literal('saml inspect'),
  facts: z.array(fact).optional().describe('Absent when the document could not be read'),
  keys: z
    .array(
      z.strictObject({
        role: z.enum(['current', 'next', 'either', 'ended', 'not-yet-valid', 'encryption']),
        because: z.string(),
        fingerprintSha256: sha256,
        notBefore: z.iso.datetime(),
        notAfter: z.iso.datetime(),
        key: z.string(),
        subject: z.string()
      })
    )
    .optional(),
  modes: z
    .array(
      z.strictObject({
        mode: z.enum(['url', 'xml', 'fingerprint']),
        recommended: z.boolean(),
        because: z.string(),
        source: source.nullable().describe('What Files.com would be told; null where this way cannot be used')
      })
    )
    .describe('The three ways to tell Files.com, in the order of its form')
})

export const samlResponseDocumentSchema = z.strictObject({
  ...head,
  command: z.literal('saml response'),
  result: z
    .strictObject({
      username: z.string().nullable().describe('The Files.com user name that results from signed data; null: none'),
      because: z.string(),
      signed: z.array(fact),
      attributes: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()), signed: z.boolean() })),
      unsigned: z.array(fact).describe('What no verified signature covers: never to be relied on')
    })
    .optional()
    .describe('Absent in exported reports, because it is about people, and when the text is no response')
})

export const rolloverDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('saml rollover'),
  application: z.strictObject({ name: z.string(), version: z.string() }),
  rehearsedAt: z.iso.datetime(),
  keys: z.array(
    z.strictObject({ name: z.enum(['old', 'new']), fingerprintSha256: sha256, notBefore: z.iso.datetime(), notAfter: z.iso.datetime() })
  ),
  modes: z.array(
    z.strictObject({
      mode: z.enum(['url', 'xml', 'fingerprint']),
      inForce: z.boolean(),
      headline: z.string(),
      breaksAt: z.iso.datetime().nullable().describe('When sign-in breaks by itself, if nobody does anything'),
      moments: z.array(
        z.strictObject({
          at: z.iso.datetime().optional().describe('Absent: the moment is somebody’s decision'),
          title: z.string(),
          signIn: z.enum(['works', 'breaks', 'not-known']),
          because: z.string(),
          isOtherwise: z.literal(true).optional().describe('What happens if the order of the steps is not kept')
        })
      ),
      steps: z.array(z.strictObject({ text: z.string(), who })).describe('In the order in which they have to be done'),
      assumptions: z.array(z.string()).describe('What is assumed about the service because it is not documented')
    })
  ),
  problems: z.array(ladderProblem)
})
