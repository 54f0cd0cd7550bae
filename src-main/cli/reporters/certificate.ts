import type { CertificateCard, CertificateView, ChainView } from '../../core/report/certificate-view.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { PaintKind, TextStyle } from '../../core/report/text-style.ts'
import { wrapText } from '../../core/report/wrap-text.ts'

/** Certificates as text, chains drawn as chains: the leaf on top, its issuers below. */
export function certificateLines(view: CertificateView, findings: readonly string[], style: TextStyle): readonly string[] {
  return [
    style.paint('strong', printableText(view.source)),
    ...serverLines(view, style),
    ...view.chains.flatMap((chain, index) => [
      '',
      ...chainLines(chain, view.chains.length === 1 ? '' : `Chain ${String(index + 1)} of ${String(view.chains.length)}`, style)
    ]),
    '',
    ...verdictLines(findings, style)
  ]
}

/** The same for programs; also the exit code's reason is in it. */
export function certificateDocument(view: CertificateView, findings: readonly string[]) {
  return {
    schemaVersion: 1,
    command: 'certificate',
    summary: { outcome: findings.length === 0 ? 'healthy' : 'failed', findings },
    source: view.source,
    ...(view.server === undefined ? {} : { server: view.server }),
    chains: view.chains.map(({ chain, certificates, trustedHere, trustedPublicly, endsSentence }) => ({
      ends: chain.ends,
      endsSentence,
      trustedHere,
      trustedPublicly,
      links: chain.links,
      certificates: certificates.map(({ facts, role, state, weaknesses }) => ({ role, state, weaknesses, ...facts })),
      extra: chain.extra
    }))
  }
}

function serverLines({ server }: CertificateView, style: TextStyle): readonly string[] {
  if (server === undefined) return []
  const versions = server.versions.map(({ version, accepted }) => `${version} ${accepted ? 'yes' : 'no'}`).join(', ')
  return [
    ...labelled('Agreed', `${server.version}, ${server.cipher}`, style),
    ...(versions === '' ? [] : labelled('Versions', versions, style)),
    ...labelled('Name', server.nameSentence, style)
  ]
}

function chainLines(view: ChainView, title: string, style: TextStyle): readonly string[] {
  const { chain, certificates, endsSentence, trustedHere, trustedPublicly } = view
  return [
    ...(title === '' ? [] : [style.paint('quiet', title), '']),
    ...certificates.flatMap((card, index) => cardLines(card, index, certificates.length, chain.links[index]?.signature.kind, style)),
    ...wrapText(printableText(endsSentence), style.width),
    ...(chain.extra.length === 0 ? [] : [`${String(chain.extra.length)} further certificates came along and do not belong to this chain.`]),
    '',
    ...labelled('Trust here', trustedHere.sentence, style),
    ...labelled('Publicly', trustedPublicly.sentence, style)
  ]
}

function cardLines(
  card: CertificateCard,
  index: number,
  total: number,
  link: 'verified' | 'wrong' | 'not-checked' | undefined,
  style: TextStyle
): readonly string[] {
  const { heading, role, state, rows, weaknesses, fingerprints } = card
  const isLast = index === total - 1
  const bar = isLast ? '  ' : '│ '
  const inner = { ...style, width: style.width - bar.length }
  const body = [
    style.paint(stateKinds[state.kind], `${state.sentence}.`),
    ...weaknesses.flatMap((weakness) => wrapText(printableText(weakness), inner.width)).map((line) => style.paint('fail', line)),
    ...rows.flatMap(({ label, value }) => labelled(label, value, inner, CERTIFICATE_INDENT)),
    ...labelled('SHA-256', fingerprints[0]?.value ?? '', inner, CERTIFICATE_INDENT),
    ...(isLast ? [] : ['', style.paint(link === 'wrong' ? 'fail' : 'quiet', linkText[link ?? 'not-checked'])])
  ]
  const head = `${isLast ? '└─' : '├─'} ${style.paint('strong', printableText(heading))}${style.paint('quiet', roleText[role])}`
  return [head, ...body.map((line) => `${bar} ${line}`.trimEnd()), isLast ? '' : '│']
}

const CERTIFICATE_INDENT = 30

const stateKinds = { valid: 'pass', 'ends-soon': 'warn', expired: 'fail', 'not-yet-valid': 'fail' } as const satisfies Record<
  CertificateCard['state']['kind'],
  PaintKind
>

const roleText = { server: ', a server', intermediate: ', an authority', root: ', a root authority', other: '' } as const

const linkText = {
  verified: 'issued by (signature verified):',
  wrong: 'bears the issuer’s name of, but was not signed by:',
  'not-checked': 'issued by (signature not checked by this computer):'
} as const

function verdictLines(findings: readonly string[], style: TextStyle): readonly string[] {
  if (findings.length === 0) return [style.paint('strong', 'Nothing is wrong with what is shown.')]
  return [
    style.paint('strong', `${String(findings.length)} ${findings.length === 1 ? 'thing' : 'things'} to repair:`),
    ...findings.flatMap((finding) =>
      wrapText(printableText(finding), style.width - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`)
    )
  ]
}
