/**
 * The tenant's policy that a decision followed, for its receipt: which one, in which version, and where its value came from.
 * Version 0 stands for what no tenant has decided: the installation's setting, or the product's default.
 */
export type PolicyRef = {
  readonly policy: string;
  readonly version: number;
  readonly source: 'stored' | 'setting' | 'default';
};
