export const settingsTabs = ['switch', 'keys', 'audit', 'about'] as const
export type SettingsTab = (typeof settingsTabs)[number]
