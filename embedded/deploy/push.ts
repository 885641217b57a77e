import { randomUUID } from "node:crypto";
import type { Engine } from "../engine";
import { builtInVariables } from "../server/environment";
import { badRequest } from "../server/errors";
import type { Release } from "../types";
import { type EvaluatedDefinition, evaluateDefinition } from "./analyze";
import { checkRequiredVariables, mountComponents } from "./instances";
import { componentDiffs } from "./diff";
import { moduleHash, parsePushRequest } from "./request";
import { startPushResponse } from "./response";
import { SchemaCheck } from "./schemaCheck";

/** `codegen` and failed pushes leave theirs behind; the oldest go. */
const PENDING_MAX = 8;
const WAIT_MS_MAX = 10_000;

interface PendingPush {
  readonly release: Release;
  readonly serving: Release | null;
  readonly environment: string;
  readonly dryRun: boolean;
  /** Begins with the first `wait_for_schema`, because `codegen` starts pushes that it never finishes. */
  check: SchemaCheck | null;
}

/** The steps of a push. Nothing that serves changes before the last one, which installs all of it or nothing. */
export class PushService {
  readonly #pending = new Map<string, PendingPush>();

  constructor(private readonly engine: Engine) {}

  /** `start_push`: runs the pushed code far enough to know what it declares. */
  async start(body: unknown) {
    const serving = this.engine.release;
    const environment = JSON.stringify(this.engine.variables);
    const request = parsePushRequest(body, serving);
    const definitions = await this.#evaluate(request.definitions);
    const release: Release = {
      id: randomUUID(),
      definitions: Object.fromEntries([...definitions].map(([path, { analyzed }]) => [path, analyzed])),
      instances: mountComponents(definitions),
    };
    this.#remember(release.id, { release, serving, environment, dryRun: request.dryRun, check: null });
    const { udfServerVersion } = request;
    return startPushResponse({ release, serving, definitions, udfServerVersion });
  }

  /** `evaluate_push`: what `start_push` would change, without the intention to push. */
  async evaluate(body: unknown): Promise<object> {
    const { schemaChange } = await this.start(body);
    return { schemaChange };
  }

  /**
   * `evaluate_schema` predicts how long the checks of a large cloud deployment would take. The CLI sends it with every
   * push of a bundled library, and goes on without warnings when it hears of no table.
   */
  evaluateSchema(): object {
    return { componentSchemaEvaluations: {}, newComponentDefinitions: [] };
  }

  /** `wait_for_schema`: builds indexes and checks existing documents, as far as that gets in the given time. */
  async wait(body: unknown): Promise<object> {
    const pending = this.#find(body);
    if (pending === undefined || pending.serving !== this.engine.release) {
      return { type: "raceDetected" };
    }
    pending.check ??= new SchemaCheck(this.engine, pending.release, pending.serving, pending.dryRun);
    const { timeoutMs } = body as { timeoutMs?: number };
    return await pending.check.wait(Math.min(timeoutMs ?? WAIT_MS_MAX, WAIT_MS_MAX));
  }

  /** `finish_push`: the one moment of change. */
  async finish(body: unknown): Promise<object> {
    const { startPush, dryRun } = body as { startPush?: unknown; dryRun?: boolean };
    const pending = this.#find(startPush);
    if (pending === undefined || pending.serving !== this.engine.release) {
      throw badRequest("RaceDetected", "Schema was overwritten by another push.");
    }
    if (pending.environment !== JSON.stringify(this.engine.variables)) {
      throw badRequest("RaceDetected", "Environment variables have changed during push.");
    }
    const { check, release, serving } = pending;
    if (dryRun !== true) {
      check?.verify();
      if (check === null || !check.isComplete) {
        throw badRequest(
          "SchemaNotChecked",
          "The schema of this push has not been checked: call wait_for_schema first.",
        );
      }
      await this.engine.install(release, () => check.verify());
      this.#forget(release.id);
    }
    return {
      authDiff: { added: [], removed: [] },
      definitionDiffs: {},
      componentDiffs: componentDiffs(serving, release),
    };
  }

  /** `get_config_hashes`: which modules of the app a push need not send again. */
  configHashes(): object {
    const modules = this.engine.release?.definitions[""]?.modules ?? [];
    return {
      config: { functions: "convex/" },
      moduleHashes: modules.map((module) => {
        return { path: module.path, environment: module.environment, hash: moduleHash(module) };
      }),
      nodeDependencies: [],
      udfServerVersion: null,
    };
  }

  async #evaluate(pushed: ReturnType<typeof parsePushRequest>["definitions"]) {
    const definitions = new Map<string, EvaluatedDefinition>();
    for (const each of pushed) {
      // Components are evaluated once for all their instances, so they see none of the instances' bindings.
      const variables = this.engine.variables;
      const environment = each.definitionPath === "" ? variables : builtInVariables(variables);
      definitions.set(
        each.definitionPath,
        await evaluateDefinition(each, definitions, environment, this.engine.worker),
      );
    }
    const app = definitions.get("");
    if (app !== undefined) {
      checkRequiredVariables(app.config, this.engine.variables);
    }
    return definitions;
  }

  #find(body: unknown): PendingPush | undefined {
    const { schemaChange } = (body ?? {}) as { schemaChange?: { pushId?: unknown } };
    return this.#pending.get(String(schemaChange?.pushId));
  }

  #remember(id: string, pending: PendingPush): void {
    this.#pending.set(id, pending);
    const [oldest] = this.#pending.keys();
    if (this.#pending.size > PENDING_MAX && oldest !== undefined) {
      this.#forget(oldest);
    }
  }

  #forget(id: string): void {
    this.#pending.get(id)?.check?.close();
    this.#pending.delete(id);
  }
}
