import { z } from 'zod'
import { cloudId } from './schemas.ts'

const line = z.string().max(4096)
const siteHost = z.string().max(300)
/** Metadata and responses; the engine’s own limit is lower and says so. */
const largeText = z.string().max(16_000_000)
const resultId = z.string().max(64)

/** Where metadata or a certificate comes from. */
const samlDocument = z.discriminatedUnion('kind', [
  /** `insist`: also an address that is no Microsoft host of a known cloud. Never anything but https. */
  z.strictObject({ kind: z.literal('url'), url: line, insist: z.boolean() }),
  z.strictObject({ kind: z.literal('file'), name: line, bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ kind: z.literal('text'), text: largeText })
])

export const inspectSamlInput = z.strictObject({
  document: samlDocument,
  /** What the person knows; empty: nothing. */
  tenantId: line,
  applicationId: line,
  /** Empty: no site is connected, and nothing is compared with what one stores. */
  site: siteHost
})

export const compareStoredInput = z.strictObject({ site: siteHost, strategyId: z.number(), inspectionId: resultId })

const samlTrust = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspection'), inspectionId: resultId }),
  z.strictObject({ kind: z.literal('provider'), site: siteHost, strategyId: z.number() }),
  z.strictObject({ kind: z.literal('fingerprint'), text: line })
])

export const inspectResponseInput = z.strictObject({
  content: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('file'), name: line, bytes: z.instanceof(Uint8Array) }),
    z.strictObject({ kind: z.literal('text'), text: largeText })
  ]),
  trust: samlTrust,
  /** ISO 8601; empty: now. */
  at: line
})

export const rolloverInput = z.strictObject({
  old: z.discriminatedUnion('kind', [
    ...samlDocument.options,
    z.strictObject({ kind: z.literal('provider'), site: siteHost, strategyId: z.number() })
  ]),
  next: samlDocument,
  mode: z.enum(['url', 'xml', 'fingerprint'])
})

/** `guide`: what is set up at Entra ID. */
export const entraGuideInput = z.strictObject({ site: siteHost, cloud: cloudId, guide: z.enum(['saml', 'oauth', 'scim']) })
/** Answers file and script are there for SAML only. */
export const saveHandOverInput = z.strictObject({ ...entraGuideInput.shape, format: z.enum(['html', 'answers', 'script']) })
export const importAnswersInput = z.strictObject({ site: siteHost, name: line, bytes: z.instanceof(Uint8Array) })
/** `areEntered`: a person says that what was handed off for this provider had been entered before. */
export const proveSignInInput = z.strictObject({ site: siteHost, strategyId: z.number(), areEntered: z.literal(true).optional() })
export const explainSignInErrorInput = z.strictObject({ text: z.string().max(20_000) })
export const saveSamlReportInput = z.strictObject({ reportId: resultId, format: z.enum(['html', 'json']) })
export const samlReportTextInput = z.strictObject({ reportId: resultId })
