// Makes the replica set and its users where they are missing; run again it changes nothing. For mongosh, on the first
// member: the first user may be made only from a member's own machine, and only while that member is the primary.
const members = ['mongo-1:27017', 'mongo-2:27017', 'mongo-3:27017']
const { MONGO_OPERATOR_PASSWORD: operatorPassword, MONGO_PASSWORD: servicePassword } = process.env
const first = connect('mongodb://127.0.0.1:27017/admin?directConnection=true')

const codes = { needsLogin: 13, alreadyInitialized: 23, userExists: 51003 }

/** Does what may have been done before: the server's codes say so. */
function once(work, doneBefore) {
  try {
    work()
  } catch (error) {
    if (!doneBefore.includes(error.code)) throw error
  }
}

function waitFor(what, isSo) {
  const deadline = Date.now() + 60_000
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`after 60 s there is no ${what}`)
    sleep(500)
  }
}

const config = {
  _id: 'refunds',
  // The first member has to be the first primary, for its first user; see below.
  members: members.map((host, index) => ({ _id: index, host, priority: index === 0 ? 2 : 1 })),
}
once(() => first.adminCommand({ replSetInitiate: config }), [codes.needsLogin, codes.alreadyInitialized])
waitFor('primary', () => first.hello().primary)

function asOperator() {
  const login = `operator:${encodeURIComponent(operatorPassword)}`
  return connect(`mongodb://${login}@${members.join(',')}/admin?replicaSet=refunds`)
}

let admin = null
try {
  admin = asOperator()
} catch {
  waitFor('primary on the first member', () => first.hello().isWritablePrimary)
  first.createUser({ user: 'operator', pwd: operatorPassword, roles: ['root'] })
  admin = asOperator()
}
const service = { user: 'refund-policy', pwd: servicePassword, roles: [{ role: 'readWrite', db: 'refund_policy' }] }
once(() => admin.createUser(service), [codes.userExists])
// From now on none is preferred: one that comes back would bring about a second election.
const { config: current } = admin.adminCommand({ replSetGetConfig: 1 })
if (current.members.some(({ priority }) => priority !== 1)) {
  for (const member of current.members) member.priority = 1
  current.version += 1
  admin.adminCommand({ replSetReconfig: current })
}
print('The replica set and its users are there.')
