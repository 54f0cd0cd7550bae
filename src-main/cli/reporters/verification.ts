import { momentText } from '../../core/model/day-text.ts'
import { isNewStrategy } from '../../core/plan/creation.ts'
import type { ResourceKind } from '../../core/plan/plan.ts'
import type { Verification } from '../../core/plan/verification.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { heading, sentences } from './lines.ts'
import { fieldReadBackLines } from './receipt.ts'

/** Whether the site holds what the profile says; fields that fit are counted, the others shown. */
export function verificationLines({ site, readAt, headline, resources }: Verification, style: TextStyle): readonly string[] {
  return [
    heading(`Site ${site}`, style),
    ...sentences(headline, style),
    ...labelled('Read at', momentText(readAt), style),
    ...resources.flatMap(({ id, title, fields }) => {
      const others = fields.filter(({ state }) => state !== 'verified')
      return [
        '',
        heading(title, style),
        ...(isNewStrategy(id) ? labelled('Missing', 'the site has no such provider yet', style) : []),
        ...labelled('As wanted', countText(fields.length - others.length), style),
        ...others.flatMap((field) =>
          field.state === 'not-known'
            ? labelled('Not compared', `${field.label}: what it holds cannot be read`, style)
            : fieldReadBackLines(field, resourceOf(id), style)
        )
      ]
    })
  ]
}

export function verificationDocument(verification: Verification) {
  return { schemaVersion: 1, command: 'verify', outcome: verification.holds ? 'holds' : 'differs', ...verification }
}

function countText(count: number): string {
  return count === 1 ? '1 field' : `${String(count)} fields`
}

/** `sso-strategy:12`. */
function resourceOf(id: string): ResourceKind {
  if (id.startsWith('sso-strategy')) return 'sso-strategy'
  if (id.startsWith('group')) return 'group'
  return id.startsWith('user') ? 'user' : 'site-ldap'
}
