import { describeAgreement } from './agreement.ts'

describeAgreement('tuition/policy.yaml')
