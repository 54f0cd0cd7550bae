import { expect, it } from 'vitest'
import type { OperationInput, Reply } from '../../../src-main/contract/operations.ts'
import type { Profile } from '../../../src-main/core/profile/profile.ts'
import { openDoor } from '../../support/open-door.ts'
import { entraMetadata } from '../../support/saml/plan-sources.ts'
import { makeSigningKey } from '../../support/saml/signing-key.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('saves the document of a hand-off letter by letter, and nothing else of a run', async () => {
  // given a provider that has to be made by hand, since nobody asked whether the site takes it
  await using folder = await temporaryFolder()
  const door = openDoor(folder.path)
  const { address } = value(await door.invoke('practice.site', {}))
  const { site } = value(await door.invoke('site.connect', { address, key: { kind: 'practice' }, keepKey: false, probeWrites: false }))
  const { profile } = value(await door.invoke('profile.read', { site }))
  const xml = `\uFEFF${entraMetadata([await makeSigningKey({ kind: 'ec' })])}\r\n`
  const saml = { displayName: 'Entra ID', metadataXml: xml, fields: {} }
  value(await door.invoke('profile.save', { site, profile: { ...mutable(profile), siteLdap: undefined, saml } }))
  const source = { kind: 'profile' as const }
  const { plan } = value(await door.invoke('plan.make', { site, source, ldapPassword: '', keepPassword: false }))
  const rest = { ldapPassword: '', approval: '', leaveRecord: false }
  const applied = value(await door.invoke('plan.apply', { site, source, digest: plan.digest, ...rest }))
  if (applied.kind !== 'ran') throw new Error(JSON.stringify(applied.problem))
  const { runId, handOffs } = applied.run
  const changeId = handOffs[0]?.changeId ?? ''

  // when the document, another field, and the document of no run are asked for
  const saved = await door.invoke('run.document', { runId, changeId, field: 'saml_provider_metadata_content' })
  const other = await door.invoke('run.document', { runId, changeId, field: 'label' })
  const unknown = await door.invoke('run.document', { runId: 'none', changeId, field: 'saml_provider_metadata_content' })

  expect(value(saved)).toEqual({ kind: 'saved', path: 'Entra-ID-metadata.xml' })
  expect(door.saved).toEqual([{ name: 'Entra-ID-metadata.xml', text: xml }])
  expect([other.ok, unknown.ok]).toEqual([false, false])
})

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error, undefined, 2))
  return reply.value
}

/** The contract's schema infers mutable lists; the core's are readonly. */
function mutable(profile: Profile): OperationInput<'profile.save'>['profile'] {
  return structuredClone(profile) as OperationInput<'profile.save'>['profile']
}
