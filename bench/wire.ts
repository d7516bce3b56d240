import net from 'node:net';
import { once } from 'node:events';

/** What goes over the wire to Postgres, told by its protocol: nothing that a driver calls a statement or a round trip. */
export interface Wire {
  /** Address of the way that counts. */
  url: string;
  /** Statements sent, and how often the client sent something after it had waited for an answer, since the last call. */
  taken(): { statements: number; roundTrips: number };
  close(): void;
}

const EXECUTE = 'E'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);

/** Counts the messages that run something; the first message of a connection has no type and runs nothing. */
function statementCounter(): (chunk: Buffer) => number {
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let statements = 0;
    for (;;) {
      const typed = started ? 1 : 0;
      if (rest.length < 4 + typed) return statements;
      const length = rest.readUInt32BE(typed) + typed;
      if (rest.length < length) return statements;
      if (started && (rest[0] === EXECUTE || rest[0] === QUERY)) statements += 1;
      started = true;
      rest = rest.subarray(length);
    }
  };
}

/** Stands between a client and the Postgres of `url`; for clear connections only. */
export async function countingWire(url: string): Promise<Wire> {
  const target = new URL(url);
  let counted = { statements: 0, roundTrips: 0 };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const postgres = net.connect(Number(target.port), target.hostname);
    const statementsIn = statementCounter();
    let answered = true;
    client.on('data', (chunk) => {
      counted.statements += statementsIn(chunk);
      if (answered) counted.roundTrips += 1;
      answered = false;
      postgres.write(chunk);
    });
    postgres.on('data', (chunk) => {
      answered = true;
      client.write(chunk);
    });
    for (const [socket, other] of [[client, postgres], [postgres, client]] as const) {
      sockets.add(socket.setNoDelay());
      socket.on('error', () => other.destroy()).on('close', () => { other.destroy(); sockets.delete(socket); });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = Object.assign(new URL(url), { host: `127.0.0.1:${(server.address() as net.AddressInfo).port}` });
  return {
    url: own.toString(),
    taken() {
      const before = counted;
      counted = { statements: 0, roundTrips: 0 };
      return before;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
