export const settingsTabs = ['switch', 'policies', 'keys', 'audit', 'about'] as const
export type SettingsTab = (typeof settingsTabs)[number]
