/**
 * Whom an address counts as where requests are limited. Whoever has one IPv6 address has 2^64 of them, so the
 * network counts; an IPv4 address in the clothes of IPv6 counts as itself.
 */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  return plain.includes(":") && !isLoopbackAddress(plain) ? `${network64(plain)}::/64` : plain;
}

/** The machine itself. */
export function isLoopbackAddress(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** The machine itself, as URLs name it. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname.endsWith(".localhost") || isLoopbackAddress(unbracketed(hostname))
  );
}

function network64(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const front = groupsOf(head);
  const back = groupsOf(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

function groupsOf(part: string): string[] {
  return part === "" ? [] : part.split(":");
}

function unbracketed(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
