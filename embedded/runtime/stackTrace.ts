import { SourceMap, type SourceMapPayload } from "node:module";

const FRAME = /^(\s*at (?:[^(]*\()?)convex\/[^:]*:(\d+):(\d+)(\)?)$/;
const FRAMES_MAX = 10;

/** Leads the frames of a stack back to the app's own files; the deployment's own frames are left out. */
export function mapStack(message: string, map: SourceMap): string {
  const lines = message.split("\n");
  const firstFrame = lines.findIndex((line) => /^\s+at /.test(line));
  if (firstFrame < 0) return message;
  const frames = lines.slice(firstFrame).flatMap((line) => mapFrame(line, map));
  return [...lines.slice(0, firstFrame), ...frames.slice(0, FRAMES_MAX)].join("\n");
}

export function parseSourceMap(json: string): SourceMap {
  return new SourceMap(JSON.parse(json) as SourceMapPayload);
}

function mapFrame(line: string, map: SourceMap): string[] {
  const [, before = "", row, column, after = ""] = FRAME.exec(line) ?? [];
  if (row === undefined) return [];
  const entry = map.findEntry(Number(row) - 1, Number(column) - 1);
  if (!("originalSource" in entry)) return [];
  return [`${before}${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}${after}`];
}
