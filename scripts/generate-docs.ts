// npm run docs: writes the documents that are made from the sources. A test fails when they are stale.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { z } from 'zod'
import { checkDocumentSchema } from '../src-main/contract/check-document-schema.ts'
import { couldNotRunDocumentSchema } from '../src-main/contract/could-not-run-document-schema.ts'
import { oauthDocumentSchema } from '../src-main/contract/oauth-document-schema.ts'
import { planDocumentSchema } from '../src-main/contract/plan-document-schema.ts'
import { previewDocumentSchema } from '../src-main/contract/preview-document-schema.ts'
import { profileSchema } from '../src-main/contract/profile-schema.ts'
import { receiptSchema } from '../src-main/contract/receipt-schema.ts'
import {
  rolloverDocumentSchema,
  samlMetadataDocumentSchema,
  samlResponseDocumentSchema
} from '../src-main/contract/saml-document-schema.ts'
import { scimDocumentSchema } from '../src-main/contract/scim-document-schema.ts'
import { catalog, problemCodes } from '../src-main/core/error-catalog.ts'
import { originText, whoText } from '../src-main/core/errors.ts'

const projectRoot = join(import.meta.dirname, '..')

/** Every generated document, by its path inside the project, formatted as the rest of the project. */
export async function generatedDocs(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const sources = [
    { path: 'docs/check-document.schema.json', text: checkDocumentJsonSchema() },
    { path: 'docs/profile.schema.json', text: profileJsonSchema() },
    { path: 'docs/plan-document.schema.json', text: jsonSchema('entra-setup plan --json', planDocumentSchema) },
    { path: 'docs/preview-document.schema.json', text: jsonSchema('entra-setup preview --format json', previewDocumentSchema) },
    { path: 'docs/saml-inspect-document.schema.json', text: jsonSchema('entra-setup saml inspect --json', samlMetadataDocumentSchema) },
    { path: 'docs/saml-response-document.schema.json', text: jsonSchema('entra-setup saml response --json', samlResponseDocumentSchema) },
    { path: 'docs/saml-rollover-document.schema.json', text: jsonSchema('entra-setup saml rollover --json', rolloverDocumentSchema) },
    { path: 'docs/oauth-test-document.schema.json', text: jsonSchema('entra-setup oauth test --json', oauthDocumentSchema) },
    { path: 'docs/scim-rehearse-document.schema.json', text: jsonSchema('entra-setup scim rehearse --json', scimDocumentSchema) },
    {
      path: 'docs/could-not-run-document.schema.json',
      text: jsonSchema('entra-setup COMMAND --json, when it could not run', couldNotRunDocumentSchema)
    },
    { path: 'docs/receipt.schema.json', text: jsonSchema('Receipt of entra-setup apply and undo', receiptSchema) },
    { path: 'docs/problem-codes.md', text: problemCodesTable() }
  ]
  return Promise.all(sources.map(async ({ path, text }) => ({ path, text: await formatted(path, text) })))
}

function checkDocumentJsonSchema(): string {
  return JSON.stringify({
    title: 'entra-setup check --json',
    ...z.toJSONSchema(checkDocumentSchema, { target: 'draft-2020-12' })
  })
}

/** Of what a person writes: parts with a usual value may be left out. */
function profileJsonSchema(): string {
  return JSON.stringify({
    title: 'Profile of a Files.com site',
    ...z.toJSONSchema(profileSchema, { target: 'draft-2020-12', io: 'input' })
  })
}

function jsonSchema(title: string, schema: z.ZodType): string {
  return JSON.stringify({ title, ...z.toJSONSchema(schema, { target: 'draft-2020-12' }) })
}

function problemCodesTable(): string {
  const areas = [...new Set(problemCodes.map(areaOf))]
  const sections = areas.map((area) => {
    const rows = problemCodes
      .filter((code) => areaOf(code) === area)
      .map((code) => `| \`${code}\` | ${catalog[code].title} | ${whoText[catalog[code].who]} | ${originText[catalog[code].origin]} |`)
    return `## ${area}\n\n| Code | What is wrong | Who can repair it | Where it is seen |\n| --- | --- | --- | --- |\n${rows.join('\n')}`
  })
  return `# Problem codes

Made by \`npm run docs\` from \`src-main/core/catalog\`; do not edit. A code is permanent once released: scripts may rely on it.

${sections.join('\n\n')}
`
}

function areaOf(code: string): string {
  return code
    .split('.')
    .slice(0, code.startsWith('ldap.') ? 2 : 1)
    .join('.')
}

async function formatted(path: string, text: string): Promise<string> {
  const filepath = join(projectRoot, path)
  return format(text, { ...(await resolveConfig(filepath)), filepath })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { path, text } of await generatedDocs()) {
    writeFileSync(join(projectRoot, path), text)
    process.stdout.write(`${path}\n`)
  }
}
