import { setTimeout as delay } from "node:timers/promises"
import { edgeShape } from "@lectern/gateway/config"
import { startGatewayInProcess } from "@lectern/gateway/start"
import type { DemoAccount } from "@lectern/gateway/pages"
import { contentShape } from "@lectern/content-service/config"
import { startContentService } from "@lectern/content-service/start"
import { openContentSubgraph } from "@lectern/content-subgraph/open"
import { contentSubgraphShape } from "@lectern/content-subgraph/config"
import { coursesShape } from "@lectern/courses-service/config"
import { startCoursesService } from "@lectern/courses-service/start"
import { openCoursesSubgraph } from "@lectern/courses-subgraph/open"
import { coursesSubgraphShape } from "@lectern/courses-subgraph/config"
import { enrollmentShape } from "@lectern/enrollment-service/config"
import { startEnrollmentService } from "@lectern/enrollment-service/start"
import { openEnrollmentSubgraph } from "@lectern/enrollment-subgraph/open"
import { enrollmentSubgraphShape } from "@lectern/enrollment-subgraph/config"
import { playbackShape } from "@lectern/playback-service/config"
import { startPlaybackService } from "@lectern/playback-service/start"
import { openPlaybackSubgraph } from "@lectern/playback-subgraph/open"
import { playbackSubgraphShape } from "@lectern/playback-subgraph/config"
import { usersShape } from "@lectern/users-service/config"
import { startUsersService } from "@lectern/users-service/start"
import { openUsersSubgraph } from "@lectern/users-subgraph/open"
import { usersSubgraphShape } from "@lectern/users-subgraph/config"
import { processShape, readConfig } from "@lectern/runtime/config"
import type { Running } from "@lectern/runtime/component-process"
import { serveInternal } from "@lectern/runtime/internal-server"
import type { Stoppable } from "@lectern/runtime/lifecycle"
import { collectProcessMetrics, type Telemetry } from "@lectern/runtime/telemetry"
import { gatewayEnvironment, serviceEnvironment, subgraphEnvironment, type Installation } from "./environment.ts"

/**
 * Everything in this process: the services still speak gRPC, over Unix sockets; the subgraphs run in the gateway's
 * process. `telemetryOf` gives each component its own.
 */
export async function startInOneProcess(
  installation: Installation,
  telemetryOf: (component: string) => Telemetry,
  demoAccounts: readonly DemoAccount[],
): Promise<Stoppable> {
  const telemetries: Telemetry[] = []
  const telemetry = (component: string) => {
    const made = telemetryOf(component)
    telemetries.push(made)
    return made
  }
  const running: Stoppable[] = []
  const started = <R extends Stoppable>(component: R): R => {
    running.push(component)
    return component
  }
  let ready = false
  let edge: Running | undefined
  const { DRAIN_MS } = readConfig({ DRAIN_MS: processShape.DRAIN_MS }, gatewayEnvironment(installation))
  const stop = async () => {
    ready = false
    if (edge) {
      edge.drain()
      await delay(DRAIN_MS)
    }
    // The edge first, so that nothing new comes in; services last, since the others still call them.
    for (const component of running.reverse()) await component.stop()
    await Promise.all(telemetries.map((each) => each.flush()))
  }
  try {
    const env = {
      users: serviceEnvironment("users", installation),
      courses: serviceEnvironment("courses", installation),
      enrollment: serviceEnvironment("enrollment", installation),
      content: serviceEnvironment("content", installation),
      playback: serviceEnvironment("playback", installation),
    }
    const [content] = await Promise.all([
      startContentService(readConfig(contentShape, env.content), telemetry("content-service")).then(started),
      startUsersService(readConfig(usersShape, env.users), telemetry("users-service")).then(started),
      startCoursesService(readConfig(coursesShape, env.courses), telemetry("courses-service")).then(started),
      startEnrollmentService(readConfig(enrollmentShape, env.enrollment), telemetry("enrollment-service")).then(
        started,
      ),
      startPlaybackService(readConfig(playbackShape, env.playback), telemetry("playback-service")).then(started),
    ])
    const of = {
      users: subgraphEnvironment("users", installation),
      courses: subgraphEnvironment("courses", installation),
      enrollment: subgraphEnvironment("enrollment", installation),
      content: subgraphEnvironment("content", installation),
      playback: subgraphEnvironment("playback", installation),
    }
    const subgraphs = [
      openUsersSubgraph(readConfig(usersSubgraphShape, of.users), telemetry("users-subgraph")),
      openCoursesSubgraph(readConfig(coursesSubgraphShape, of.courses), telemetry("courses-subgraph")),
      openEnrollmentSubgraph(readConfig(enrollmentSubgraphShape, of.enrollment), telemetry("enrollment-subgraph")),
      openContentSubgraph(readConfig(contentSubgraphShape, of.content), telemetry("content-subgraph")),
      openPlaybackSubgraph(readConfig(playbackSubgraphShape, of.playback), telemetry("playback-subgraph")),
    ]
    started({ stop: async () => subgraphs.forEach((subgraph) => subgraph.close()) })
    const gateway = telemetry("gateway")
    collectProcessMetrics(gateway.metrics)
    const internal = await serveInternal({
      host: "127.0.0.1",
      port: installation.addresses.metricsPort,
      registries: telemetries.map(({ metrics }) => metrics),
      isReady: () => ready,
    })
    started({ stop: internal.close })
    edge = started(
      await startGatewayInProcess(readConfig(edgeShape, gatewayEnvironment(installation)), gateway, {
        subgraphs,
        files: content.files,
        demoAccounts,
      }),
    )
  } catch (error) {
    await stop()
    throw error
  }
  ready = true
  return { stop }
}
