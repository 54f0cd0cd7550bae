import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../src-main/adapters/store/data-folder.ts'

describe('the data folder', () => {
  it('is where Electron puts it on each system', () => {
    expect(dataFolder({}, 'linux', '/home/anna')).toBe('/home/anna/.config/entra-setup-assistant')
    expect(dataFolder({ XDG_CONFIG_HOME: '/elsewhere' }, 'linux', '/home/anna')).toBe('/elsewhere/entra-setup-assistant')
    expect(dataFolder({ XDG_CONFIG_HOME: '' }, 'linux', '/home/anna')).toBe('/home/anna/.config/entra-setup-assistant')
    expect(dataFolder({}, 'darwin', '/Users/anna')).toBe('/Users/anna/Library/Application Support/entra-setup-assistant')
    expect(dataFolder({ APPDATA: 'D:\\Roaming' }, 'win32', 'C:\\Users\\anna')).toBe('D:\\Roaming\\entra-setup-assistant')
    expect(dataFolder({}, 'win32', 'C:\\Users\\anna')).toBe('C:\\Users\\anna\\AppData\\Roaming\\entra-setup-assistant')
  })

  it('is another one when told so', () => {
    expect(dataFolder({ ENTRA_SETUP_USER_DATA: '/given' }, 'linux', '/home/anna')).toBe('/given')
    expect(dataFolder({ ENTRA_SETUP_USER_DATA: '' }, 'linux', '/home/anna')).toBe('/home/anna/.config/entra-setup-assistant')
  })
})
