// Medusa as its guide to deployment has it: PostgreSQL, and Redis for sessions, cache, events, workflows and locks.
// Copied into the scratch folder beside the packages it requires; never loaded by the project itself.
const { defineConfig } = require('@medusajs/framework/utils');

const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, MEDUSA_WORKER_MODE: workerMode, JWT_SECRET, COOKIE_SECRET } = process.env;

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl,
    redisUrl,
    workerMode,
    // The database is on this computer and has no certificate.
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: 'http://127.0.0.1',
      adminCors: 'http://127.0.0.1',
      authCors: 'http://127.0.0.1',
      jwtSecret: JWT_SECRET,
      cookieSecret: COOKIE_SECRET,
    },
  },
  modules: [
    {
      resolve: '@medusajs/medusa/caching',
      options: { providers: [{ resolve: '@medusajs/caching-redis', id: 'caching-redis', is_default: true, options: { redisUrl } }] },
    },
    { resolve: '@medusajs/medusa/event-bus-redis', options: { redisUrl } },
    { resolve: '@medusajs/medusa/workflow-engine-redis', options: { redis: { redisUrl } } },
    {
      resolve: '@medusajs/medusa/locking',
      options: { providers: [{ resolve: '@medusajs/medusa/locking-redis', id: 'locking-redis', is_default: true, options: { redisUrl } }] },
    },
  ],
});
