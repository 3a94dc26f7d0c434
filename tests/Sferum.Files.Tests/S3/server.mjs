// An S3 server on this machine: node server.mjs FOLDER PORT BUCKET
import S3rver from '@20minutes/s3rver';

const [directory, port, bucket] = process.argv.slice(2);
await new S3rver({ address: '127.0.0.1', port: Number(port), directory, silent: true, configureBuckets: [{ name: bucket }] }).run();
console.log('listening');
