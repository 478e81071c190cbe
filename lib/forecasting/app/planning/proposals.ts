import { LocationId, Sku, type TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import { type Platform, UnavailableError } from '../../../platform/ports.ts';
import type { Proposal, ProposalKind, ProposalRejection } from '../../domain/planning/proposal.ts';
import { createProposalStore, type ProposalPage } from './proposal.store.ts';

/** What a proposal becomes when it is accepted: made by whoever keeps stock. Asked again with the same number it changes nothing. */
export type PlanDocuments = {
  readonly transfer: (
    caller: Caller,
    id: string,
    content: {
      readonly fromLocationId: LocationId;
      readonly toLocationId: LocationId;
      readonly sku: Sku;
      readonly quantity: number;
      readonly expectedAt: Instant;
      readonly reference: string;
    },
  ) => Promise<Result<void, string>>;
  readonly purchase: (
    caller: Caller,
    id: string,
    content: {
      readonly supplier: string;
      readonly toLocationId: LocationId;
      readonly sku: Sku;
      readonly quantity: number;
      readonly expectedAt: Instant;
      readonly reference: string;
    },
  ) => Promise<Result<void, string>>;
};

type MayShow = (proposal: Proposal) => boolean;
type Answer = Result<Proposal, ProposalRejection>;

const attemptsMax = 3;

/** Proposals, for the people who decide on them. */
export const createProposals = (parts: {
  readonly platform: Pick<Platform, 'ledger' | 'sha256' | 'clock'>;
  readonly documents: PlanDocuments;
}) => {
  const { platform, documents } = parts;
  const store = createProposalStore(platform);

  const document = (
    caller: Caller,
    proposal: Proposal,
    said: { readonly quantity: number; readonly supplier: string | null },
  ): Promise<Result<void, string>> => {
    const id = `plan-${proposal.proposalId}`;
    const shared = {
      toLocationId: LocationId(proposal.toLocationId),
      sku: Sku(proposal.sku),
      quantity: said.quantity,
      expectedAt: Instant(`${proposal.expectedOn}T00:00:00.000Z`),
      reference: `proposal ${proposal.proposalId}`,
    };
    return proposal.kind === 'transfer'
      ? documents.transfer(caller, id, { ...shared, fromLocationId: LocationId(proposal.fromLocationId ?? '') })
      : documents.purchase(caller, id, { ...shared, supplier: said.supplier ?? '' });
  };

  /** Undefined when somebody else was faster: then it is looked at again. */
  const acceptOnce = async (
    caller: Caller,
    proposalId: string,
    said: { readonly quantity?: number | undefined; readonly supplier?: string | undefined; readonly note: string | null },
    mayShow: MayShow,
  ): Promise<Answer | undefined> => {
    const { tenantId } = caller;
    const proposal = await store.get(tenantId, proposalId);
    if (!proposal || !mayShow(proposal)) return err({ code: 'proposal-not-found' });
    // Accepted is accepted: whoever asks again gets what the first one got.
    if (proposal.status === 'accepted') return ok(proposal);
    if (proposal.status !== 'open') return err({ code: 'proposal-ended', status: proposal.status });
    if (platform.clock.now() > proposal.expiresAt) return err({ code: 'proposal-expired', expiresAt: proposal.expiresAt });
    const supplier = said.supplier ?? proposal.supplier;
    if (proposal.kind === 'purchase' && supplier === null) return err({ code: 'supplier-unknown' });
    const quantity = said.quantity ?? proposal.quantity;
    // The document first: a proposal that says it was accepted has one, and a repetition finds the same.
    const made = await document(caller, proposal, { quantity, supplier });
    if (!made.ok) return err({ code: 'document-refused', reason: made.error });
    const { actor } = caller.context;
    const decision = { by: actor, note: said.note, documentId: `plan-${proposal.proposalId}`, quantity };
    const after = await store.decide(tenantId, proposal, 'accepted', decision);
    return after && ok(after);
  };

  const declineOnce = async (caller: Caller, proposalId: string, note: string | null, mayShow: MayShow): Promise<Answer | undefined> => {
    const proposal = await store.get(caller.tenantId, proposalId);
    if (!proposal || !mayShow(proposal)) return err({ code: 'proposal-not-found' });
    if (proposal.status === 'declined') return ok(proposal);
    if (proposal.status !== 'open') return err({ code: 'proposal-ended', status: proposal.status });
    const decision = { by: caller.context.actor, note, documentId: null, quantity: null };
    const after = await store.decide(caller.tenantId, proposal, 'declined', decision);
    return after && ok(after);
  };

  const again = async (once: () => Promise<Answer | undefined>): Promise<Answer> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const answer = await once();
      if (answer) return answer;
    }
    throw new UnavailableError('The proposal kept changing while it was being decided on');
  };

  return {
    list: (
      tenantId: TenantId,
      choice: {
        readonly list: 'open' | 'ended';
        readonly kind?: ProposalKind | undefined;
        readonly sku?: string | undefined;
        readonly mayShow: MayShow;
      },
      page: { readonly limit: number; readonly cursor?: string | undefined },
    ): Promise<ProposalPage> => store.list(tenantId, { ...choice, shows: choice.mayShow }, page),
    /** Makes the transfer or the purchase order. @throws UnavailableError when others keep changing the proposal */
    accept: (
      caller: Caller,
      proposalId: string,
      said: { readonly quantity?: number | undefined; readonly supplier?: string | undefined; readonly note: string | null },
      mayShow: MayShow,
    ): Promise<Answer> => again(() => acceptOnce(caller, proposalId, said, mayShow)),
    /** It is not made again for as long as the policy says. @throws UnavailableError when others keep changing the proposal */
    decline: (caller: Caller, proposalId: string, note: string | null, mayShow: MayShow): Promise<Answer> =>
      again(() => declineOnce(caller, proposalId, note, mayShow)),
  };
};

export type Proposals = ReturnType<typeof createProposals>;
