# The image of one component: docker build --build-arg COMPONENT=grpc-services/users --tag lectern/users-service .
# docker-compose.yml has the arguments of each (decision 0046).

ARG NODE_VERSION=24.21.0
# Pins the base to the byte: "@sha256:" and what the registry says of the version. Releases are built with it.
ARG NODE_DIGEST=

FROM docker.io/library/node:${NODE_VERSION}-bookworm-slim${NODE_DIGEST} AS base

# Only what an installation depends on, so that a change of the sources does not install again.
FROM base AS manifests
WORKDIR /app
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete \
  && find . -type d -empty -delete \
  # npm would install the packages of ours that only tests need, with all that those need (--omit=dev is about others).
  && npm pkg delete devDependencies --workspaces --include-workspace-root

FROM base AS installed
ARG COMPONENT
WORKDIR /app
COPY --from=manifests /app .
RUN npm ci --omit=dev --ignore-scripts --workspace "$COMPONENT"

# What node_modules link to: the component itself and the packages of ours that it needs.
FROM installed AS packed
COPY . .
RUN mkdir /packed \
  && cp -a --parents package.json proto node_modules /packed \
  && for link in node_modules/@lectern/*; do cp -a --parents "$(realpath --relative-to=. "$link")" /packed || exit; done

FROM base
ARG COMPONENT
# Debian packages of programs that the component starts; the archive has no others than the newest of a release.
ARG DEBIAN_PACKAGES=
# hadolint ignore=DL3008,SC2086
RUN if [ -n "$DEBIAN_PACKAGES" ]; then \
      apt-get update && apt-get install --yes --no-install-recommends $DEBIAN_PACKAGES && rm -rf /var/lib/apt/lists/*; \
    fi \
  && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn*
COPY --from=packed /packed /app
WORKDIR /app/${COMPONENT}
ENV NODE_ENV=production METRICS_HOST=0.0.0.0 METRICS_PORT=9464
EXPOSE 9464
# The user "node" of the base; a number, so that Kubernetes can see that it is not root.
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM drains and ends with status 0 (packages/runtime/src/lifecycle.ts).
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
