import { addDaysTo } from '../../time/civil-day.ts'
