// Takes the place of the SDK's whole chain of credential sources in a function's bundle: Lambda gives credentials in three
// variables, and the other sources (profiles, single sign-on, instance metadata) would be a third of the bundle.

/** Credentials of the function's role. Named as the SDK's package names it. */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('Lambda has given no credentials');
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};
