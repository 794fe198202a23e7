import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { compareReleases, installCommandFor, parseVersion, versionProblem } from "./database-server.ts"

describe("a server's version", () => {
  it("is read from what servers say of themselves", () => {
    assert.deepEqual(parseVersion("10.11.19-MariaDB-0+deb12u1"), { flavour: "mariadb", version: "10.11.19" })
    assert.deepEqual(parseVersion("5.5.5-10.6.18-MariaDB-log"), { flavour: "mariadb", version: "10.6.18" })
    assert.deepEqual(parseVersion("8.0.39-0ubuntu0.22.04.1"), { flavour: "mysql", version: "8.0.39" })
    assert.deepEqual(parseVersion("8.4.3"), { flavour: "mysql", version: "8.4.3" })
    assert.equal(parseVersion("PostgreSQL 16"), undefined)
  })

  it("will do from MariaDB 10.6 and MySQL 8.0 on", () => {
    assert.equal(versionProblem("mariadb", "10.6.0"), undefined)
    assert.equal(versionProblem("mariadb", "11.8.2"), undefined)
    assert.equal(versionProblem("mysql", "8.0.1"), undefined)
    assert.equal(versionProblem("mariadb", "10.5.26"), "it is MariaDB 10.5.26, and at least 10.6 is needed")
    assert.equal(versionProblem("mysql", "5.7.44"), "it is MySQL 5.7.44, and at least 8.0 is needed")
  })

  it("is compared by numbers, and by the first two only", () => {
    assert.ok(compareReleases("10.11.2", "10.6.30") > 0)
    assert.ok(compareReleases("9.1.0", "10.0.0") < 0)
    assert.equal(compareReleases("10.11.2", "10.11.30"), 0)
  })
})

describe("the line to type where there is no server", () => {
  for (const [release, line] of [
    ["ID=fedora\nVERSION_ID=42\n", "type `sudo dnf install mariadb-server`"],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', "type `sudo dnf install mariadb-server`"],
    ["ID=manjaro\nID_LIKE=arch\n", "type `sudo pacman -S mariadb`"],
    ['ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', "type `sudo zypper install mariadb`"],
    ["ID=alpine\n", "type `sudo apk add mariadb`"],
    ["ID=unheard-of\n", "install MariaDB's server (the program mariadbd)"],
    ["", "install MariaDB's server (the program mariadbd)"],
  ] as const) {
    it(`is "${line}" for ${JSON.stringify(release)}`, () => assert.equal(installCommandFor(release), line))
  }
})
