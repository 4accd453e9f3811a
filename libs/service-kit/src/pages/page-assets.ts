import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal, type CodedError } from '#primitives';
import { programFolder } from '#service-kit/config';

const NAME = /^(?:[a-z0-9-]+\/)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:css|js)$/;
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};
const FOREVER = 'public, max-age=31536000, immutable';

interface Asset {
  bytes: Buffer;
  digest: string;
  type: string;
}

const assets = new Map<string, Asset | undefined>();

/** Where the build puts styles and enhancement scripts (libs/look/build/build-browser.mjs). */
const folder = () => join(programFolder(), 'dist', 'browser');

/** The address of a style or script, which changes when its content does. @param name `look.css`, `verifier/hosted.js` */
export function assetUrl(name: string): string {
  const asset = readAsset(name);
  return asset === undefined ? `/assets/${name}` : `/assets/${name}?v=${asset.digest}`;
}

/**
 * Serves `/assets/…`: files by name, never a path that leaves the folder.
 * @param refuse answers what is not there; Nest's filter doesn't hear of this route
 */
export function servePageAssets(
  fastify: FastifyInstance,
  refuse: (error: CodedError, request: FastifyRequest, reply: FastifyReply) => void,
): void {
  fastify.get('/assets/*', (request, reply) => {
    const name = (request.params as { '*': string })['*'];
    const asset = readAsset(name);
    if (asset === undefined) {
      refuse(refusal('not_found', 'There is nothing at this address.'), request, reply);
      return reply;
    }
    const { v } = request.query as { v?: unknown };
    return reply
      .type(asset.type)
      .header('cache-control', v === asset.digest ? FOREVER : 'no-cache')
      .header('etag', `"${asset.digest}"`)
      .send(asset.bytes);
  });
}

/** What was found once is kept: a new build comes with a restart. */
function readAsset(name: string): Asset | undefined {
  if (!NAME.test(name)) return undefined;
  const kept = assets.get(name);
  if (kept) return kept;
  try {
    const bytes = readFileSync(join(folder(), name));
    const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
    const asset = { bytes, digest, type: TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream' };
    assets.set(name, asset);
    return asset;
  } catch {
    return undefined;
  }
}
