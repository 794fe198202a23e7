// GraphiQL with a sign-in of its own and one tab for each example.

let accessToken = ""
const byId = (id) => document.getElementById(id)
// Not there on a page that came over plain HTTP from another machine.
const newKey = crypto.randomUUID?.() ?? "a new UUID"
const say = (text) => (byId("state").textContent = text)

const fetcher = async (params) => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    },
    body: JSON.stringify(params),
  })
  return response.json()
}

byId("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault()
  const response = await fetch("/auth/login", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: byId("email").value, password: byId("password").value }),
  })
  const body = await response.json()
  accessToken = response.ok ? body.accessToken : ""
  say(response.ok ? `signed in as ${byId("email").value}` : body.detail)
})
byId("sign-out").addEventListener("click", async () => {
  await fetch("/auth/logout", {
    method: "POST",
    headers: { "content-type": "application/json", ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}) },
    body: "{}",
  })
  accessToken = ""
  say("not signed in")
})

const examples = await fetch("/pages/examples.json").then((response) => response.json())
const accounts = await fetch("/pages/demo-accounts.json").then((response) => response.json())
byId("account").append(
  new Option("—", ""),
  ...accounts.map(({ role, email }, index) => new Option(`${role} (${email})`, String(index))),
)
byId("account").addEventListener("change", (event) => {
  const account = accounts[event.target.value]
  byId("email").value = account?.email ?? ""
  byId("password").value = account?.password ?? ""
})

ReactDOM.createRoot(byId("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultTabs: examples.map((query) => ({ query: query.replace("IDEMPOTENCY_KEY", newKey) })),
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
  }),
)
