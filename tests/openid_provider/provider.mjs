// A provider on a free port of the loopback. Arguments: the client's id, its secret, the address to come back to.
// Writes its own address, then takes an order a line, {"algorithm": "ES256"} for a new key or {"roles": {"ana": ["staff"]}},
// and writes a line for each.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

console.info = console.warn = () => {}; // its notices for operators would stand between our lines

const [client, secret, callback] = process.argv.slice(2);
const KINDS = {
  RS256: ["rsa", { modulusLength: 2048 }],
  PS256: ["rsa", { modulusLength: 2048 }],
  ES256: ["ec", { namedCurve: "P-256" }],
  EdDSA: ["ed25519", {}],
};
let roles = {};
let keys = 0;
let answer;

function provider(issuer, algorithm) {
  const { privateKey } = generateKeyPairSync(...KINDS[algorithm]);
  keys += 1;
  return new Provider(issuer, {
    clients: [{
      client_id: client,
      client_secret: secret,
      redirect_uris: [callback],
      id_token_signed_response_alg: algorithm,
    }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: `key-${keys}`, use: "sig", alg: algorithm }] },
    enabledJWA: { idTokenSigningAlgValues: Object.keys(KINDS) },
    claims: { openid: ["sub"], profile: ["name"], roles: ["roles"] },
    scopes: ["openid", "profile", "roles"],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["of a test"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `The person ${id}`, roles: roles[id] ?? [] }),
    }),
  });
}

const server = createServer((request, response) => answer(request, response));
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  answer = provider(issuer, "RS256").callback();
  console.log(issuer);
  createInterface({ input: process.stdin }).on("line", (line) => {
    const order = JSON.parse(line);
    if (order.algorithm) answer = provider(issuer, order.algorithm).callback();
    roles = order.roles ?? roles;
    console.log("done");
  }).on("close", () => process.exit(0));
});
