import { describe, expect, it } from 'vitest'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import type { PracticeFaultName } from '../../../src-main/practice/practice-faults.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'

function switchOn(service: PracticeService, directory: PracticeDirectory): void {
  service.changeAsSecondAdministrator({
    strategy: {
      id: 101,
      fields: {
        ldap_provisioning_enabled: true,
        ldap_type: directory.flavour === 'openldap' ? 'open_ldap' : 'active_directory',
        ldap_host: '127.0.0.1',
        ldap_port: directory.ldapsPort,
        ldap_secure: true,
        ldap_base_dn: directory.baseDn,
        ldap_username: directory.username,
        ldap_username_field: directory.usernameField,
        ldap_domain: directory.domain,
        ldap_password_change: directory.password
      }
    }
  })
}

function disabledUsers(service: PracticeService): number {
  return [...service.state.users.values()].filter(({ disabled }) => disabled).length
}

describe('the sync of a directory that is broken', () => {
  it.each<PracticeFaultName>([
    'silent-server',
    'no-ldaps-certificate',
    'wrong-password',
    'locked-account',
    'expired-certificate',
    'self-signed',
    'lying-bind',
    'wrong-base',
    'size-limit',
    'dropped-mid-page'
  ])('%s: fails, and disables nobody', async (fault) => {
    await using directory = await startPracticeDirectory({ faults: [fault] })
    await using service = await startPracticeService({ caPem: directory.caPem, ldapTimeoutMs: 500 })
    switchOn(service, directory)

    await service.runSync(101)

    expect([service.state.externalEvents.at(-1)?.status, disabledUsers(service), service.state.users.size]).toEqual(['failure', 0, 60])
  })

  it('an empty answer that calls itself a success disables everybody: the service has no guard against it', async () => {
    await using directory = await startPracticeDirectory({ faults: ['empty-result-success'] })
    await using service = await startPracticeService({ caPem: directory.caPem })
    switchOn(service, directory)

    await service.runSync(101)

    expect([service.state.externalEvents.at(-1)?.status, disabledUsers(service)]).toEqual(['success', 55])
  })

  it('two entries of one user name: the second is skipped', async () => {
    await using directory = await startPracticeDirectory({ faults: ['duplicate-usernames'] })
    await using service = await startPracticeService({ caPem: directory.caPem })
    switchOn(service, directory)

    await service.runSync(101)

    expect(service.state.externalEvents.at(-1)?.body).toMatch(/another entry has the user name/)
  })

  it('ends with the service, in the middle of a wait', async () => {
    await using directory = await startPracticeDirectory({ faults: ['silent-server'] })
    const service = await startPracticeService({ caPem: directory.caPem, ldapTimeoutMs: 30_000 })
    switchOn(service, directory)
    const running = service.runSync(101)
    await expect.poll(() => service.state.externalEvents.at(-1)?.status).toBe('in_progress')

    await service.close()

    await running
    expect(service.state.externalEvents.at(-1)?.status).toBe('in_progress')
  })
})
