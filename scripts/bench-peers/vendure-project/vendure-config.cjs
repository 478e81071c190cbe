// Vendure as its guide to production has it: PostgreSQL, jobs in Redis by BullMQ and done by a worker, the API hardened.
// Copied into the scratch folder beside the packages it requires; never loaded by the project itself.
const { DefaultSchedulerPlugin, DefaultSearchPlugin, dummyPaymentHandler, LogLevel, DefaultLogger } = require('@vendure/core');
const { HardenPlugin } = require('@vendure/harden-plugin');
const { BullMQJobQueuePlugin } = require('@vendure/job-queue-plugin/package/bullmq');

const env = process.env;

exports.config = {
  apiOptions: {
    hostname: '127.0.0.1',
    port: Number(env.PORT),
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    cors: false,
    csrfPrevention: true,
  },
  authOptions: {
    tokenMethod: ['bearer', 'cookie'],
    superadminCredentials: { identifier: 'superadmin', password: env.SUPERADMIN_PASSWORD },
    cookieOptions: { secret: env.COOKIE_SECRET },
  },
  dbConnectionOptions: {
    type: 'postgres',
    host: '127.0.0.1',
    port: Number(env.DB_PORT),
    username: env.DB_USER,
    database: env.DB_NAME,
    // The tables are made once, while seeding; a server in production leaves them alone.
    synchronize: env.DB_SYNCHRONIZE === 'true',
    migrations: [],
    logging: false,
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: true }),
  plugins: [
    BullMQJobQueuePlugin.init({ connection: { host: '127.0.0.1', port: Number(env.REDIS_PORT), maxRetriesPerRequest: null } }),
    DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true }),
    DefaultSchedulerPlugin.init(),
    HardenPlugin.init({ maxQueryComplexity: 500, apiMode: env.SEEDING === 'true' ? 'dev' : 'prod' }),
  ],
};
