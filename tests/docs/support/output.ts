import type { Block } from "./blocks";
import type { Shown } from "./shown";

/** How what was printed differs from what the page shows of it, by the kind of block that it is shown in. */
export function differencesOf({ language, text }: Block, printed: string, shown: Shown): string[] {
  switch (language) {
    case "json":
      return shown.differences(JSON.parse(text), parsed(printed));
    case "http":
      return differencesOfHttp(text, printed, shown);
    default:
      return shown.differences(text.split("\n"), printed.trim().split(/\r?\n/));
  }
}

/** Of an answer with its head: the page may leave headers out, and the body. */
function differencesOfHttp(text: string, printed: string, shown: Shown): string[] {
  const [expected, actual] = [answerOf(text), answerOf(printed)];
  const headers = [...expected.headers].flatMap(([name, value]) =>
    shown.differences(value, actual.headers.get(name), name),
  );
  const body = expected.body === "" ? [] : shown.differences(JSON.parse(expected.body), parsed(actual.body));
  return [...shown.differences(expected.status, actual.status, "status"), ...headers, ...body];
}

function answerOf(text: string) {
  const [head = "", body = ""] = text.replaceAll("\r\n", "\n").split("\n\n");
  const [status = "", ...lines] = head.split("\n");
  const headers = lines.map((line): [string, string] => {
    const [name = "", ...value] = line.split(": ");
    return [name.toLowerCase(), value.join(": ")];
  });
  return { status, headers: new Map(headers), body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
