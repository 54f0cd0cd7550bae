import { screen, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MadeForecast } from '../../../src-main/core/plan/forecast.ts'
import { done } from '../support/fake-bridge.ts'
import { openPlan } from '../support/open-site.ts'
import { supportDialogs } from '../support/show-modal.ts'
import { planView } from '../support/site-samples.ts'

beforeAll(supportDialogs)

const whole: MadeForecast = {
  kind: 'made',
  isComplete: true,
  because: undefined,
  peopleInDirectory: 1200,
  peopleLastTime: 1190,
  managedUsers: 900,
  wouldLose: [],
  notFound: [],
  assumptions: ['Only direct members of a group count.']
}

async function shown(forecast: Partial<MadeForecast>): Promise<{ readonly section: HTMLElement; readonly text: string }> {
  await openPlan({ 'plan.make': () => done(planView({}, { forecast: { ...whole, ...forecast } })) })
  const section = screen.getByRole('region', { name: 'What the next sync would do' })
  return { section, text: section.textContent.replace(/\s+/g, ' ') }
}

describe('what the next sync would do', () => {
  it('is told in numbers, with what it rests on', async () => {
    const { section, text } = await shown({})

    expect(text).toContain('1,200 people in the directory, 0 of 900 users lose access')
    expect(text).toContain('The last good run found 1,190 people.')
    expect(within(section).getByText('Only direct members of a group count.')).toBeTruthy()
  })

  it('is said once: what the forecast rests on does not stand among what is worth knowing, too', async () => {
    const notes = ['LDAP Host: This address exists only inside a network.', ...whole.assumptions]
    await openPlan({ 'plan.make': () => done(planView({ notes }, { forecast: whole })) })

    const known = within(screen.getByRole('region', { name: 'Worth knowing' }))
    expect(known.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(notes.slice(0, 1))
    expect(screen.getAllByText('Only direct members of a group count.')).toHaveLength(1)
  })

  it('hides none of it when the reading was cut: then the forecast tells none', async () => {
    await openPlan({ 'plan.make': () => done(planView({ notes: whole.assumptions }, { forecast: { ...whole, isComplete: false } })) })

    expect(within(screen.getByRole('region', { name: 'Worth knowing' })).getAllByRole('listitem')).toHaveLength(1)
  })

  it('names who would lose access', async () => {
    const { section } = await shown({ wouldLose: ['anna@corp.example'] })

    expect(within(section).getByText('Who would lose access')).toBeTruthy()
    expect(within(section).getByText('anna@corp.example')).toBeTruthy()
  })

  it('names who must always be found and was not', async () => {
    expect((await shown({ notFound: ['boss', 'omar'] })).text).toContain('Must always be found and were not: boss, omar.')
  })

  it('shows neither number nor name of half a reading', async () => {
    const { text } = await shown({ isComplete: false, because: 'The reading of people ended early.', wouldLose: ['anna@corp.example'] })

    expect(text).toContain('Not known: the directory was not read to its end')
    expect(text).toContain('The reading of people ended early.')
    expect(text).not.toMatch(/anna|900|1,1|Only direct/)
  })
})
