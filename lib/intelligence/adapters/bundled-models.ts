// The artefacts of the repository, bundled with whoever asks for one: a function that scores no fraud carries no fraud model.
import forecastSummary from '../../../models/forecast/artefact/meta/artefact.json' with { type: 'json' };
import forecastFeatures from '../../../models/forecast/artefact/meta/features.json' with { type: 'json' };
import forecastModel from '../../../models/forecast/artefact/model.json' with { type: 'json' };
import fraudSummary from '../../../models/fraud/artefact/meta/artefact.json' with { type: 'json' };
import fraudFeatures from '../../../models/fraud/artefact/meta/features.json' with { type: 'json' };
import fraudModel from '../../../models/fraud/artefact/model.json' with { type: 'json' };
import returnsSummary from '../../../models/returns/artefact/meta/artefact.json' with { type: 'json' };
import returnsFeatures from '../../../models/returns/artefact/meta/features.json' with { type: 'json' };
import returnsModel from '../../../models/returns/artefact/model.json' with { type: 'json' };
import routingSummary from '../../../models/routing/artefact/meta/artefact.json' with { type: 'json' };
import routingFeatures from '../../../models/routing/artefact/meta/features.json' with { type: 'json' };
import routingModel from '../../../models/routing/artefact/model.json' with { type: 'json' };
import type { Scorer } from '../domain/scorer.ts';
import { scorerOf } from './model-artefact.ts';

/** Probability that an order ends in a chargeback. */
export const bundledFraudScorer = (): Scorer => scorerOf({ model: fraudModel, summary: fraudSummary, features: fraudFeatures });

/** Probability that a routing option's parcel is late. */
export const bundledRoutingScorer = (): Scorer => scorerOf({ model: routingModel, summary: routingSummary, features: routingFeatures });

/** Expected units of one SKU at one location on one day. */
export const bundledForecastScorer = (): Scorer => scorerOf({ model: forecastModel, summary: forecastSummary, features: forecastFeatures });

/** Probability that something of a line comes back. */
export const bundledReturnsScorer = (): Scorer => scorerOf({ model: returnsModel, summary: returnsSummary, features: returnsFeatures });
