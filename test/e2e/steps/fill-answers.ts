import type { PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'

/** The answers file as a colleague sends it back, made from the one that went out: the first screens are done, and the address is in. */
export function fillAnswers(template: string, { names }: PracticeTenant): string {
  const answers: Readonly<Record<string, string>> = {
    'answered by': 'Petra Lang, identity team',
    'answered on': '2026-11-20',
    'app federation metadata url': names.metadataUrl,
    'directory (tenant) id': names.tenantId,
    'application id': names.applicationId,
    remarks: 'Only the group “Files.com pilot” is assigned for now.'
  }
  return Object.entries(answers)
    .reduce(
      (text, [heading, answer]) => text.replace(new RegExp(`\\[${escaped(heading)}\\]\\n(?:#.*\\n)*`), (above) => `${above}${answer}\n`),
      template
    )
    .replaceAll(/^\( \) (create-application|choose-saml|basic-configuration|claims|signing-certificate)/gm, '(x) $1')
}

function escaped(text: string): string {
  return text.replaceAll(/[()]/g, '\\$&')
}
