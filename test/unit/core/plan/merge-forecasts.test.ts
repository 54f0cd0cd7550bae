import { describe, expect, it } from 'vitest'
import type { MadeForecast } from '../../../../src-main/core/plan/forecast.ts'
import { mergeForecasts } from '../../../../src-main/core/plan/merge-forecasts.ts'
import { harmlessForecast } from './sample-site.ts'

const merged = (one: Partial<MadeForecast>, other: Partial<MadeForecast>, peopleLastTime?: number): MadeForecast =>
  mergeForecasts(
    [
      { sync: 'sync of the site', forecast: { ...harmlessForecast, ...one } },
      { sync: 'sync of single sign-on 7', forecast: { ...harmlessForecast, ...other } }
    ],
    peopleLastTime
  )

describe('the forecast of several syncs', () => {
  it('of one sync is its own, but for what was known of the last time', () => {
    const forecast = {
      ...harmlessForecast,
      wouldLose: ['anna'],
      notFound: ['boss'],
      changeHands: ['omar'],
      assumptions: ['Somebody has guessed.']
    }

    expect(mergeForecasts([{ sync: 'sync of the site', forecast }], 7)).toEqual({ ...forecast, peopleLastTime: 7 })
  })

  it('adds up people, and names everybody who would lose access', () => {
    const forecast = merged({ wouldLose: ['omar'], managedUsers: 40, peopleInDirectory: 50 }, { wouldLose: ['anna'], managedUsers: 2 }, 90)

    expect(forecast).toMatchObject({ wouldLose: ['anna', 'omar'], managedUsers: 42, peopleInDirectory: 150, peopleLastTime: 90 })
  })

  it('names everybody whose user name may have been given to somebody else, and nobody when there is nobody', () => {
    expect(merged({ changeHands: ['omar'] }, { changeHands: ['anna'] }).changeHands).toEqual(['anna', 'omar'])
    expect(merged({}, {})).not.toHaveProperty('changeHands')
  })

  it('is incomplete when one of them is, and says which', () => {
    const cut = { isComplete: false, because: 'The server went away.', cut: 'directory' } as const

    expect(merged({}, cut)).toMatchObject({ ...cut, because: 'Sync of single sign-on 7: The server went away.' })
  })

  it('misses only people whom none of the directories holds, whatever their capitals', () => {
    expect(merged({ notFound: ['Boss', 'Anna'] }, { notFound: ['boss', 'Omar'] }).notFound).toEqual(['Boss'])
  })

  it('says once what holds for all, and the rest with its sync', () => {
    const shared = 'Nobody has documented this.'
    const forecast = merged({ assumptions: [shared, 'Only some count.'] }, { assumptions: ['Nobody is removed.', shared] })

    expect(forecast.assumptions).toEqual([shared, 'Sync of the site: only some count.', 'Sync of single sign-on 7: nobody is removed.'])
  })
})
