// As much of sqlite3 as the README uses, so that its commands can be tested without it: a file and a statement.
import Database from 'libsql'

const [file, statement, ...others] = process.argv.slice(2)
if (statement === undefined || others.length > 0) throw new Error('this sqlite3 takes a file and one statement')
const database = new Database(file)
database.exec(statement)
database.close()
