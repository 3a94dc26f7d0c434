// An S3 server on this machine: node server.mjs FOLDER PORT BUCKET
import crypto from 'node:crypto';
import S3rver from '@20minutes/s3rver';

// The server hides in DES where a list goes on, which today's OpenSSL has put away. Triple DES with one key three times is the same.
for (const name of ['createCipheriv', 'createDecipheriv']) {
  const create = crypto[name];
  crypto[name] = (cipher, key, ...rest) => (cipher === 'des' ? create('des-ede3-cbc', Buffer.concat([key, key, key]), ...rest) : create(cipher, key, ...rest));
}

const [directory, port, bucket] = process.argv.slice(2);
const server = new S3rver({ address: '127.0.0.1', port: Number(port), directory, silent: true, configureBuckets: [{ name: bucket }] });

// The SDK signs a bucket's own address as it sends it, with a slash at the end; this server leaves the slash out of what it checks, but for a
// bucket that is named by its host.
server.middleware.splice(-1, 0, (request, next) => {
  if (request.path === `/${bucket}/`) {
    request.state.vhost = true;
    request.mountPath = '/';
  }
  return next();
});
await server.run();
console.log('listening');
