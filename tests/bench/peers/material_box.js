// Runs Material's search worker outside a browser: what it posts and what it is sent go through here.
// Reads questions as JSON strings, one a line; writes "ready", then for each the pages found, best first.
"use strict"
const fs = require("fs")
const path = require("path")
const readline = require("readline")
const vm = require("vm")

const [worker, index] = process.argv.slice(2)
let listen = () => {}
let answered = () => {}

// In Node's own global scope: in a `vm` context it takes nearly twice as long, as in no browser.
Object.assign(globalThis, {
  self: globalThis,
  addEventListener: (_type, listener) => { listen = listener },
  postMessage: message => answered(message),
  importScripts: (...scripts) => scripts.forEach(run)
})
// What the worker warns of is the customer's text, which no console needs.
console.warn = () => {}

function run(script) {
  const file = path.resolve(path.dirname(worker), script)
  vm.runInThisContext(fs.readFileSync(file, "utf8"), file)
}

const ask = message => new Promise(resolve => { answered = resolve; listen({ data: message }) })

async function main() {
  run(path.basename(worker))
  await ask({ type: 0, data: JSON.parse(fs.readFileSync(index, "utf8")) })
  process.stdout.write("ready\n")
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { data } = await ask({ type: 2, data: JSON.parse(line) })
    const pages = data.items.map(entries => entries[0].location.split("#")[0])
    process.stdout.write(JSON.stringify(pages) + "\n")
  }
}

main()
