// Opens the store at the path of the first argument as the built service does, says so before and after, and closes it.
import { openStorage } from '../../../dist/storage/open/open-storage.js'

process.stdout.write('opening\n')
const storage = await openStorage(`sqlite:${process.argv[2]}`)
await storage.close()
process.stdout.write('closed\n')
