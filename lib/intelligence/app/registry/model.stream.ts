import type { TenantId } from '../../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import type { ModelCommand } from '../../domain/registry/model.commands.ts';
import { modelDecider } from '../../domain/registry/model.decide.ts';
import { type ModelEvent, modelEventSchemaVersions } from '../../domain/registry/model.events.ts';
import type { ModelRejection } from '../../domain/registry/model.rejections.ts';
import { modelKind, type ModelState, modelStateVersion } from '../../domain/registry/model.state.ts';

export const modelAggregate: Aggregate<ModelState, ModelCommand, ModelEvent, ModelRejection> = {
  kind: modelKind,
  decider: modelDecider,
  schemaVersions: modelEventSchemaVersions,
  // Whoever scores reads it again and again: a process remembers what it has folded, and asks only for what is new.
  storage: 'snapshot',
  stateVersion: modelStateVersion,
};

/** @param model its name, such as `fraud` */
export const modelStream = (tenantId: TenantId, model: string): StreamId => ({ tenantId, kind: modelKind, id: model });
