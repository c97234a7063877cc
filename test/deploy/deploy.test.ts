import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse, parseAllDocuments } from 'yaml'
import { environmentVariable, settings } from '../../src/config/settings.ts'
import { projectFolder } from '../service/service-process.ts'

const folder = join(projectFolder, 'config/deploy')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const variables = new Set([...settings.keys()].map(environmentVariable))

interface ComposeService {
  readonly image: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly user?: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly depends_on?: Readonly<Record<string, unknown>>
  readonly networks?: readonly string[]
  readonly command?: readonly string[]
}
interface Manifest {
  readonly kind: string
  readonly spec: {
    readonly template?: {
      readonly spec: {
        readonly containers: readonly {
          readonly image: string
          readonly command?: readonly string[]
          readonly env?: readonly { readonly name: string }[]
          readonly securityContext: object
        }[]
      }
    }
  }
}
interface Compose {
  readonly name: string
  readonly services: Readonly<Record<string, ComposeService>>
  readonly volumes: object
  readonly networks: object
}

const compose = parse(read('compose.yaml'), { merge: true }) as Compose
const services = Object.entries(compose.services)
const replicas = Object.keys(compose.services).filter((name) => /^service-\d$/u.test(name))
const pinned = /:\d+\.\d+(\.\d+)?(-[a-z-]+)?$/

describe('config/deploy/compose.yaml', () => {
  it('has three members of the database, three services, and a proxy', () => {
    const names = ['mongo-1', 'mongo-2', 'mongo-3', 'migrate', 'service-1', 'service-2', 'service-3', 'proxy']
    expect(services.map(([name]) => name)).toEqual(names)
    expect(replicas).toHaveLength(3)
  })

  it.each(services)('%s: pinned image, nothing writable but what is named, no privileges', (_, service) => {
    expect(service.image).toMatch(pinned)
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
    const isOurs = service.build !== undefined
    expect(isOurs || /^[1-9]\d*:/.test(service.user ?? '')).toBe(true)
  })

  it.each(services)('%s: every name that it uses is there', (_, service) => {
    const { volumes = [], depends_on: needed = {}, networks = [] } = service
    for (const volume of volumes) {
      const source = volume.split(':')[0] ?? ''
      if (source.startsWith('./')) expect(statSync(join(folder, source)).isFile()).toBe(true)
      else expect(compose.volumes).toHaveProperty(source)
    }
    for (const name of Object.keys(needed)) expect(compose.services).toHaveProperty(name)
    for (const network of networks) expect(compose.networks).toHaveProperty(network)
    if (service.build !== undefined) {
      expect(existsSync(join(folder, service.build.context, service.build.dockerfile))).toBe(true)
    }
  })

  it('gives the service only settings that it has, and every secret from outside', () => {
    for (const name of [...replicas, 'migrate']) {
      const environment = compose.services[name]?.environment ?? {}
      expect(Object.keys(environment).filter((variable) => !variables.has(variable))).toEqual([])
      expect(environment).toHaveProperty('STORE_URL')
    }
    for (const [, { environment = {} }] of services) {
      for (const [variable, value] of Object.entries(environment)) {
        if (/PASSWORD|KEY|STORE_URL/.test(variable)) expect(value).toMatch(/\$\{[A-Z_]+:\?/)
      }
    }
  })

  it('the proxy asks every service, one for each account that is named, and whether it is ready', () => {
    const asked = read('Caddyfile').match(/\S+-\d+:8080/g)
    expect(asked).toEqual(replicas.map((name) => `${name}:8080`))
    expect(read('Caddyfile')).toMatch(/lb_policy header Refund-Account[^]*health_uri \/readyz/)
  })
})

describe('config/deploy/single.yaml', () => {
  const { service } = (parse(read('single.yaml')) as Compose).services

  it('is one hardened service of the same image, with settings that there are and its store in a volume', () => {
    const { image, build, read_only, cap_drop, security_opt } = compose.services['service-1'] ?? {}
    expect(service).toMatchObject({ image, build, read_only, cap_drop, security_opt, volumes: ['data:/data'] })
    expect(Object.keys(service?.environment ?? {}).filter((name) => !variables.has(name))).toEqual([])
  })
})

describe('config/deploy/kubernetes.yaml', () => {
  const documents = parseAllDocuments(read('kubernetes.yaml')).map((document) => document.toJS() as Manifest)
  const containers = documents.flatMap(({ spec }) => spec.template?.spec.containers ?? [])

  it('has the job, the services, their address, and how many may be away', () => {
    expect(documents.map(({ kind }) => kind)).toEqual(['Job', 'Deployment', 'Service', 'PodDisruptionBudget'])
  })

  it('runs the image of the compose file, hardened, with settings that there are', () => {
    for (const { image, env = [], securityContext } of containers) {
      expect(image).toBe(compose.services['service-1']?.image)
      expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } })
      expect(env.filter(({ name }) => !variables.has(name))).toEqual([])
    }
    expect(containers.map(({ command = ['node', 'dist/main.js'] }) => command)).toEqual([
      compose.services['migrate']?.command,
      ['node', 'dist/main.js'],
    ])
  })
})

describe('config/deploy/refund-policy.service', () => {
  const unit = read('refund-policy.service')

  it('starts as npm start does, with settings that there are', () => {
    const start = /^ExecStart=\/usr\/bin\/env (?<command>.+)$/mu.exec(unit)?.groups?.['command']
    const { scripts } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>
    }
    expect(scripts['start']).toContain(start ?? 'no command')
    const names = [...unit.matchAll(/^Environment=(?<name>[A-Z_]+)=/gmu)].map(({ groups }) => groups?.['name'] ?? '')
    expect(names.filter((name) => name !== 'NODE_ENV' && !variables.has(name))).toEqual([])
  })
})

describe('config/deploy/Containerfile', () => {
  const lines = read('Containerfile')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
  const all = (instruction: string): string[] =>
    lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1))

  it('copies only what is there, and what .dockerignore lets through', () => {
    const ignored = readFileSync(join(projectFolder, '.dockerignore'), 'utf8')
    const given = new Set(ignored.match(/^!.+$/gm)?.map((line) => line.slice(1)))
    const sources = all('COPY')
      .filter((line) => !line.startsWith('--from='))
      .flatMap((line) => line.split(' ').slice(0, -1))
    expect(sources).toContain('rules')
    for (const source of sources) {
      expect(existsSync(join(projectFolder, source))).toBe(true)
      expect(given).toContain(source.split('/')[0])
    }
  })

  it('starts from pinned images, runs as a number that is not root, and gets SIGTERM itself', () => {
    for (const image of all('FROM')) expect(image.split(' ')[0]).toMatch(pinned)
    expect(all('USER')).toEqual(['1000:1000'])
    expect(all('STOPSIGNAL')).toEqual(['SIGTERM'])
    expect(all('CMD')).toEqual(['["node", "--max-semi-space-size=64", "dist/main.js"]'])
    expect(existsSync(join(projectFolder, 'src/main.ts'))).toBe(true)
  })

  it('gives only settings that the service has', () => {
    const given = all('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=')[0]))
    expect(given.filter((name) => name !== 'NODE_ENV' && !variables.has(name ?? ''))).toEqual([])
  })

  it('asks /healthz for its health, and the port that it asks is the one that was set', () => {
    const [check = ''] = all('HEALTHCHECK')
    const command = JSON.parse(/CMD (?<words>\[.*\])$/.exec(check)?.groups?.words ?? '[]') as string[]
    expect(command.slice(0, 2)).toEqual(['node', '-e'])
    expect(command[2]).toContain('process.env.PORT}/healthz')
  })
})
