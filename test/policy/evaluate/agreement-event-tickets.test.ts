import { describeAgreement } from './agreement.ts'

describeAgreement('event-tickets/policy.yaml')
