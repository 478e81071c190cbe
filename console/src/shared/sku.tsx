/** A SKU in a table: whole where there is room, broken rather than pushing a phone's page wide. */
export const Sku = ({ of }: { readonly of: string }) => (
  <span className="mono break" style={{ display: 'inline-block', minWidth: `min(${of.length}ch, 11rem)` }}>
    {of}
  </span>
);
