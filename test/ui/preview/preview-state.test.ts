import { describe, expect, it } from 'vitest'
import type { PreviewView } from '../../../src-main/contract/views.ts'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { DirectoryFormState } from '../../../src-renderer/state/directory-form-state.svelte.ts'
import { PreviewState } from '../../../src-renderer/state/preview-state.svelte.ts'
import { SiteState } from '../../../src-renderer/state/site-state.svelte.ts'
import { type Answers, FakeBridge, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { acmePreviewSettings, previewAnswers, previewView, siteTarget } from '../support/preview-samples.ts'
import { acme } from '../support/site-samples.ts'

async function previewOfAcme(answers: Answers = {}) {
  const bridge = new FakeBridge({
    'site.list': () => done({ sites: [], keychainProblem: undefined, interruptedRuns: [] }),
    ...previewAnswers,
    ...answers
  })
  const engine = connectEngine(bridge)
  const sites: SiteState = new SiteState(
    engine,
    () => preview.open(),
    () => Promise.resolve()
  )
  const flushed: string[] = []
  const preview = new PreviewState(engine, sites, new DirectoryFormState(), () => {
    flushed.push('flush')
    return Promise.resolve()
  })
  sites.adopt(acme, false)
  await preview.visit()
  return { bridge, sites, preview, flushed }
}

describe('PreviewState', () => {
  it('reads the settings only after what was typed in Set up is written down', async () => {
    const { flushed, bridge, preview } = await previewOfAcme()

    expect(flushed).toEqual(['flush'])
    expect(bridge.inputsOf('preview.settings')).toEqual([{ site: acme.site }])
    expect(preview.filters.rules).toEqual(siteTarget.rules)
  })

  it('lets the old preview go when another site is chosen, and forgets what was tried there', async () => {
    const { bridge, sites, preview } = await previewOfAcme()
    preview.filters.change({ requiredGroups: 'HR' })
    await preview.start()

    sites.choose('beta.files.com')

    expect(bridge.inputsOf('preview.close')).toEqual([{ previewId: 'p1' }])
    expect([preview.stage, preview.view, preview.filters.rules]).toEqual(['source', undefined, undefined])
  })

  it('drops a reading that is on its way when another site is chosen', async () => {
    const reply = heldReply<PreviewView>()
    const { bridge, sites, preview } = await previewOfAcme({ 'preview.read': () => reply.promise })
    const begun = preview.start()

    sites.choose('beta.files.com')
    reply.release(done(previewView()))
    await begun

    expect(bridge.cancelled).toHaveLength(1)
    expect([preview.stage, preview.view]).toEqual(['source', undefined])
  })

  it('ignores an answer about rules that came after the preview was read anew', async () => {
    const judged = heldReply<PreviewView>()
    let reads = 0
    const { preview } = await previewOfAcme({
      'preview.judge': () => judged.promise,
      'preview.read': () => done(previewView({ previewId: `read-${String((reads += 1))}` }))
    })
    await preview.start()
    const applied = preview.apply()
    await preview.readAgain()

    judged.release(done(previewView({ previewId: 'late' })))
    await applied

    expect(preview.view?.previewId).toBe('read-2')
  })

  it('lets the preview by the old rules go once the new numbers are there', async () => {
    const { bridge, preview } = await previewOfAcme()
    await preview.start()
    preview.filters.change({ directMembersOnly: true })

    await preview.apply()

    expect(preview.view?.previewId).toBe('p2')
    expect(preview.filters.isPending).toBe(false)
    expect(bridge.inputsOf('preview.close')).toEqual([{ previewId: 'p1' }])
  })

  it('says that the site was changed since it was read', async () => {
    const { sites, preview } = await previewOfAcme()
    await preview.start()
    const fresh = preview.isOutdated

    sites.outdate(acme.site)
    const outdated = preview.isOutdated
    await preview.readAgain()

    expect([fresh, outdated, preview.isOutdated]).toEqual([false, true, false])
  })

  it('takes back edits that were not applied', async () => {
    const { preview } = await previewOfAcme()
    await preview.start()
    preview.filters.change({ requiredGroups: 'HR' })
    const pending = preview.filters.isPending

    preview.filters.revert()

    expect([pending, preview.filters.isPending]).toEqual([true, false])
    expect(preview.filters.rules?.requiredGroups).toBe('Sales*')
  })

  it('holds a result against the set-up as it is when one comes back from there', async () => {
    let settings = acmePreviewSettings
    const { preview } = await previewOfAcme({ 'preview.settings': () => done(settings) })
    await preview.start()
    preview.filters.change({ requiredGroups: 'HR' })
    await preview.apply()
    const before = preview.filters.appliedDifferences

    settings = { ...acmePreviewSettings, targets: [{ ...siteTarget, rules: { ...siteTarget.rules, requiredGroups: 'HR' } }] }
    await preview.visit()

    expect(before).toEqual(['Only provision users in these groups'])
    expect(preview.filters.appliedDifferences).toEqual([])
  })

  it('keeps to the rules of what was read while another source is looked at', async () => {
    const { preview } = await previewOfAcme()
    await preview.start()

    preview.chooseSource()
    preview.source.choosePeople('ldif')
    preview.source.chooseServerType('openldap')
    preview.backToResult()

    expect([preview.filters.isPending, preview.filters.appliedDifferences]).toEqual([false, []])
  })
})
