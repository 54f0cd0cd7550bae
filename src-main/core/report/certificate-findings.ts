import type { CertificateView, ChainView } from './certificate-view.ts'

/**
 * What is wrong with the certificates themselves, one sentence each; empty when nothing is.
 * Who trusts them is left out on purpose: a company's own authority is no fault of its certificate.
 */
export function certificateFindings(view: CertificateView): readonly string[] {
  return [
    ...view.chains.flatMap(chainFindings),
    ...(view.server === undefined || view.server.nameMatches ? [] : [view.server.nameSentence])
  ]
}

function chainFindings({ chain, certificates, endsSentence }: ChainView): readonly string[] {
  const aboutCertificates = certificates.flatMap(({ heading, state, weaknesses }) => [
    ...(state.kind === 'expired' || state.kind === 'not-yet-valid' ? [`${heading}: ${state.sentence}.`] : []),
    ...weaknesses.map((weakness) => `${heading}: ${weakness}`)
  ])
  const isBroken = chain.ends === 'link-broken' || chain.ends === 'intermediate-missing'
  return isBroken ? [...aboutCertificates, endsSentence] : aboutCertificates
}
