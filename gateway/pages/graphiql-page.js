// GraphiQL with a sign-in of its own and one tab for each example.
const EXAMPLES = [
  `# Published courses. Nobody has to sign in for this.
query Courses {
  courses(first: 5, orderBy: NEWEST) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      node {
        id title language level
        instructor { displayName }
        rating { average count }
        sessions { id title durationSeconds isPreview }
      }
    }
  }
}
`,
  `# Enrol (sign in first; put a course id of the first tab here).
mutation Enrol {
  enrollInCourse(input: { courseId: "", idempotencyKey: "${crypto.randomUUID()}" }) {
    __typename
    ... on EnrollmentSuccess { replayed enrollment { id enrolledAt course { title } } }
    ... on UserError { code message }
  }
}
`,
  `# Everything the home screen of a learner shows, in one request.
query LearnerHome($first: Int = 10) {
  me {
    id
    displayName
    subscription { status currentPeriodEnd plan { name } }
    notices(unreadOnly: true) { unreadCount edges { node { type createdAt } } }
    enrollments(status: ACTIVE, first: $first) {
      edges {
        node {
          enrolledAt
          course {
            id
            title
            rating { average count }
            instructor { displayName }
            viewerProgress { coverage resumeSession { id title } }
          }
        }
      }
    }
    learningPattern { currentStreakDays byHourOfDay }
  }
  continueWatching(first: 5) {
    session {
      id
      title
      durationSeconds
      course { title }
      viewerProgress { resumePositionMs coverage }
      stream { __typename ... on StreamGrant { hlsUrl expiresAt } }
    }
  }
}
`,
]

let accessToken = ""
const byId = (id) => document.getElementById(id)
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
    defaultTabs: EXAMPLES.map((query) => ({ query })),
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
  }),
)
