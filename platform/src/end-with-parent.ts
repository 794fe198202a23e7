// Preloaded into the processes of `--processes`: their standard input ends when the platform dies, however it dies.
process.stdin.resume()
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"))
process.stdin.unref()
