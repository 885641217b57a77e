import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A line to a deployment that can be cut at the worst moments. */
export class Proxy {
  /** What the client sends does not arrive. */
  losesRequests = false;
  /** What the deployment answers does not arrive. */
  losesReplies = false;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on("connection", (client) => this.forward(client));
  }

  static async to(url: string): Promise<Proxy> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Proxy(server, new URL(url));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends every connection; new ones work. */
  cut(): void {
    this.losesRequests = false;
    this.losesReplies = false;
    this.open.forEach((socket) => socket.destroy());
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  private forward(client: Socket): void {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.open.delete(one);
        other.destroy();
      });
    }
    client.on("data", (chunk) => this.losesRequests || upstream.write(chunk));
    upstream.on("data", (chunk) => this.losesReplies || client.write(chunk));
  }
}
